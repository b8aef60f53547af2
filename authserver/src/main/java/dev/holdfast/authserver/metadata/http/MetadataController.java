package dev.holdfast.authserver.metadata.http;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.holdfast.authserver.client.ClientAuthenticator;
import dev.holdfast.authserver.client.document.DocumentSettings;
import dev.holdfast.authserver.enterprise.IdentityAssertions;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.key.SigningAlgorithm;
import dev.holdfast.authserver.login.LoginClass;
import dev.holdfast.authserver.par.ParSettings;
import dev.holdfast.authserver.resource.Offer;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Says what this server can do, and nothing it cannot (RFC 8414; OpenID Connect Discovery). */
@Controller
final class MetadataController {

  private static final String OAUTH = "/.well-known/oauth-authorization-server";
  private static final String OPENID = "/.well-known/openid-configuration";

  private final Map<String, Object> metadata;
  private final String path;

  MetadataController(
      Issuer issuer,
      Offer offer,
      DocumentSettings documents,
      ParSettings pushing,
      IdentityAssertions assertions) {
    OIDCProviderMetadata described = describe(issuer, offer, documents, pushing);
    if (assertions.anybodyIsTrusted()) {
      addAssertions(described);
    }
    this.metadata = Map.copyOf(described.toJSONObject());
    this.path = Objects.requireNonNullElse(issuer.issuer().getRawPath(), "");
  }

  /** OpenID Connect Discovery, section 4: below the issuer, where the issuer's path is gone. */
  @Get(uris = {OAUTH, OPENID})
  Map<String, Object> below() {
    return metadata;
  }

  /** RFC 8414, section 3.1: between the host and the issuer's path. */
  @Get(uris = {OAUTH + "/{+rest}", OPENID + "/{+rest}"})
  HttpResponse<Map<String, Object>> between(@PathVariable String rest) {
    return path.equals('/' + rest) ? HttpResponse.ok(metadata) : HttpResponse.notFound();
  }

  /** MCP enterprise-managed authorization. */
  private static void addAssertions(OIDCProviderMetadata metadata) {
    List<GrantType> grants = new ArrayList<>(metadata.getGrantTypes());
    grants.add(GrantType.JWT_BEARER);
    metadata.setGrantTypes(grants);
    metadata.setCustomParameter(
        "authorization_grant_profiles_supported",
        List.of("urn:ietf:params:oauth:grant-profile:id-jag"));
  }

  private static OIDCProviderMetadata describe(
      Issuer issuer, Offer offer, DocumentSettings documents, ParSettings pushing) {
    var metadata =
        new OIDCProviderMetadata(
            new com.nimbusds.oauth2.sdk.id.Issuer(issuer.id()),
            List.of(SubjectType.PUBLIC),
            issuer.at("/oauth2/jwks"));
    metadata.setAuthorizationEndpointURI(issuer.at("/oauth2/authorize"));
    metadata.setTokenEndpointURI(issuer.at("/oauth2/token"));
    metadata.setRegistrationEndpointURI(issuer.at("/oauth2/register"));
    metadata.setRevocationEndpointURI(issuer.at("/oauth2/revoke"));
    metadata.setIntrospectionEndpointURI(issuer.at("/oauth2/introspect"));
    metadata.setPushedAuthorizationRequestEndpointURI(issuer.at("/oauth2/par"));
    metadata.requiresPushedAuthorizationRequests(pushing.required());
    metadata.setDeviceAuthorizationEndpointURI(issuer.at("/oauth2/device_authorization"));
    metadata.setUserInfoEndpointURI(issuer.at("/userinfo"));
    metadata.setEndSessionEndpointURI(issuer.at("/logout"));
    metadata.setSupportsBackChannelLogout(true);
    metadata.setSupportsBackChannelLogoutSession(true);
    metadata.setScopes(Scope.parse(offer.scopes()));
    metadata.setResponseTypes(List.of(ResponseType.CODE));
    metadata.setResponseModes(List.of(ResponseMode.QUERY, ResponseMode.FORM_POST));
    metadata.setGrantTypes(
        List.of(
            GrantType.AUTHORIZATION_CODE,
            GrantType.REFRESH_TOKEN,
            GrantType.CLIENT_CREDENTIALS,
            GrantType.DEVICE_CODE,
            GrantType.TOKEN_EXCHANGE));
    metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
    List<ClientAuthenticationMethod> methods = ClientAuthenticator.METHODS;
    metadata.setTokenEndpointAuthMethods(methods);
    metadata.setTokenEndpointJWSAlgs(ClientAuthenticator.ALGORITHMS);
    metadata.setRevocationEndpointAuthMethods(methods);
    metadata.setRevocationEndpointJWSAlgs(ClientAuthenticator.ALGORITHMS);
    // An id alone is no proof.
    metadata.setIntrospectionEndpointAuthMethods(
        methods.stream().filter(m -> !m.equals(ClientAuthenticationMethod.NONE)).toList());
    metadata.setIntrospectionEndpointJWSAlgs(ClientAuthenticator.ALGORITHMS);
    metadata.setCustomParameter(
        "introspection_signing_alg_values_supported", List.of(SigningAlgorithm.RS256.name()));
    metadata.setClaims(
        List.of("sub", "auth_time", "acr", "amr", "sid", "name", "preferred_username", "email"));
    metadata.setACRs(
        Arrays.stream(LoginClass.values()).map(LoginClass::acr).map(ACR::new).toList());
    metadata.setSupportsClaimsParams(true);
    metadata.setIDTokenJWSAlgs(
        Arrays.stream(SigningAlgorithm.values()).map(SigningAlgorithm::jws).toList());
    metadata.setSupportsAuthorizationResponseIssuerParam(true);
    metadata.setSupportsRequestParam(false);
    metadata.setSupportsRequestURIParam(false);
    metadata.setCustomParameter("client_id_metadata_document_supported", documents.enabled());
    return metadata;
  }
}
