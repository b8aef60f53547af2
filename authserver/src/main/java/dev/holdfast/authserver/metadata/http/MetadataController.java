package dev.holdfast.authserver.metadata.http;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.holdfast.authserver.client.ClientAuthenticator;
import dev.holdfast.authserver.client.document.DocumentSettings;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.key.SigningAlgorithm;
import dev.holdfast.authserver.resource.Offer;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Says what this server can do, and nothing it cannot (RFC 8414; OpenID Connect Discovery). */
@Controller
final class MetadataController {

  private final Map<String, Object> metadata;

  MetadataController(Issuer issuer, Offer offer, DocumentSettings documents) {
    this.metadata = Map.copyOf(describe(issuer, offer, documents).toJSONObject());
  }

  @Get("/.well-known/oauth-authorization-server")
  Map<String, Object> authorizationServer() {
    return metadata;
  }

  @Get("/.well-known/openid-configuration")
  Map<String, Object> openidProvider() {
    return metadata;
  }

  private static OIDCProviderMetadata describe(
      Issuer issuer, Offer offer, DocumentSettings documents) {
    var metadata =
        new OIDCProviderMetadata(
            new com.nimbusds.oauth2.sdk.id.Issuer(issuer.id()),
            List.of(SubjectType.PUBLIC),
            issuer.at("/oauth2/jwks"));
    metadata.setAuthorizationEndpointURI(issuer.at("/oauth2/authorize"));
    metadata.setTokenEndpointURI(issuer.at("/oauth2/token"));
    metadata.setRegistrationEndpointURI(issuer.at("/oauth2/register"));
    metadata.setRevocationEndpointURI(issuer.at("/oauth2/revoke"));
    metadata.setDeviceAuthorizationEndpointURI(issuer.at("/oauth2/device_authorization"));
    metadata.setUserInfoEndpointURI(issuer.at("/userinfo"));
    metadata.setScopes(Scope.parse(offer.scopes()));
    metadata.setResponseTypes(List.of(ResponseType.CODE));
    metadata.setResponseModes(List.of(ResponseMode.QUERY));
    metadata.setGrantTypes(
        List.of(
            GrantType.AUTHORIZATION_CODE,
            GrantType.REFRESH_TOKEN,
            GrantType.CLIENT_CREDENTIALS,
            GrantType.DEVICE_CODE));
    metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
    metadata.setTokenEndpointAuthMethods(ClientAuthenticator.METHODS);
    metadata.setTokenEndpointJWSAlgs(ClientAuthenticator.ALGORITHMS);
    metadata.setRevocationEndpointAuthMethods(ClientAuthenticator.METHODS);
    metadata.setRevocationEndpointJWSAlgs(ClientAuthenticator.ALGORITHMS);
    metadata.setIDTokenJWSAlgs(
        Arrays.stream(SigningAlgorithm.values()).map(SigningAlgorithm::jws).toList());
    metadata.setSupportsAuthorizationResponseIssuerParam(true);
    metadata.setSupportsRequestParam(false);
    metadata.setSupportsRequestURIParam(false);
    metadata.setCustomParameter("client_id_metadata_document_supported", documents.enabled());
    return metadata;
  }
}
