package dev.holdfast.acceptance.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformationResponse;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationRequest;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationResponseParser;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.local.browser.Browser;
import dev.holdfast.local.client.Person;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nimbus' OAuth and OpenID Connect SDK, from discovery to revocation. */
final class NimbusClientTest extends Story {

  private static final URI REDIRECT = URI.create("http://127.0.0.1:43124/callback");

  private final User user = newUser();
  private final OIDCProviderMetadata server = discover();
  private final OIDCClientInformation client = register();

  @Test
  void worksAsItIs() throws Exception {
    CodeVerifier verifier = new CodeVerifier();
    Nonce nonce = new Nonce();
    OIDCTokenResponse first =
        token(
            new AuthorizationCodeGrant(
                authorize(verifier, nonce).getAuthorizationCode(), REDIRECT, verifier));
    var idToken = first.getOIDCTokens().getIDToken();
    var claims =
        new IDTokenValidator(
                server.getIssuer(),
                client.getID(),
                server.getIDTokenJWSAlgs().getFirst(),
                server.getJWKSetURI().toURL())
            .validate(idToken, nonce);
    assertThat(claims.getSubject().getValue()).isEqualTo(user.id());

    RefreshToken old = first.getTokens().getRefreshToken();
    OIDCTokenResponse second = token(new RefreshTokenGrant(old));
    RefreshToken refresh = second.getTokens().getRefreshToken();
    var access = second.getTokens().getAccessToken();
    assertThat(refresh).isNotEqualTo(old);

    TokenIntrospectionSuccessResponse live = introspect(access);
    assertThat(live.isActive()).isTrue();
    assertThat(live.getSubject().getValue()).isEqualTo(user.id());
    assertThat(live.getClientID()).isEqualTo(client.getID());
    assertThat(introspect(refresh).isActive()).isTrue();

    var revocation =
        new TokenRevocationRequest(server.getRevocationEndpointURI(), authentication(), refresh)
            .toHTTPRequest()
            .send();
    assertThat(revocation.getStatusCode()).isEqualTo(200);

    assertThat(introspect(access).isActive()).isFalse();
    assertThat(introspect(refresh).isActive()).isFalse();
    TokenResponse refused = send(new RefreshTokenGrant(refresh));
    assertThat(refused.toErrorResponse().getErrorObject().getCode()).isEqualTo("invalid_grant");
  }

  private AuthenticationSuccessResponse authorize(CodeVerifier verifier, Nonce nonce)
      throws ParseException {
    State state = new State();
    AuthenticationRequest request =
        new AuthenticationRequest.Builder(
                ResponseType.CODE,
                new Scope("openid", "profile", "offline_access"),
                client.getID(),
                REDIRECT)
            .endpointURI(server.getAuthorizationEndpointURI())
            .state(state)
            .nonce(nonce)
            .codeChallenge(verifier, CodeChallengeMethod.S256)
            .resource(settings.mcp("plain"))
            .build();
    URI redirected =
        Person.agreeing(user.username(), user.password())
            .walk(new Browser(), request.toURI(), REDIRECT);
    var answer = AuthenticationResponseParser.parse(redirected).toSuccessResponse();
    assertThat(answer.getState()).isEqualTo(state);
    assertThat(answer.getIssuer()).isEqualTo(server.getIssuer());
    return answer;
  }

  private OIDCTokenResponse token(AuthorizationGrant grant) throws ParseException, IOException {
    return (OIDCTokenResponse) send(grant).toSuccessResponse();
  }

  private TokenResponse send(AuthorizationGrant grant) throws ParseException, IOException {
    return OIDCTokenResponseParser.parse(
        new TokenRequest.Builder(server.getTokenEndpointURI(), authentication(), grant)
            .resource(settings.mcp("plain"))
            .build()
            .toHTTPRequest()
            .send());
  }

  private TokenIntrospectionSuccessResponse introspect(Token token)
      throws ParseException, IOException {
    return TokenIntrospectionResponse.parse(
            new TokenIntrospectionRequest(
                    server.getIntrospectionEndpointURI(), authentication(), token)
                .toHTTPRequest()
                .send())
        .toSuccessResponse();
  }

  private ClientSecretBasic authentication() {
    return new ClientSecretBasic(client.getID(), client.getSecret());
  }

  private OIDCProviderMetadata discover() {
    try {
      return OIDCProviderMetadata.resolve(new Issuer(settings.issuer()));
    } catch (GeneralException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private OIDCClientInformation register() {
    OIDCClientMetadata metadata = new OIDCClientMetadata();
    metadata.setName("nimbus");
    metadata.setRedirectionURI(REDIRECT);
    metadata.setGrantTypes(Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN));
    metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    try {
      var answer =
          OIDCClientRegistrationResponseParser.parse(
              new OIDCClientRegistrationRequest(server.getRegistrationEndpointURI(), metadata, null)
                  .toHTTPRequest()
                  .send());
      return ((OIDCClientInformationResponse) answer).getOIDCClientInformation();
    } catch (ParseException | IOException e) {
      throw new AssertionError(e);
    }
  }
}
