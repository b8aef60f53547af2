package dev.holdfast.acceptance.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.local.browser.Browser;
import dev.holdfast.local.client.Discovery;
import dev.holdfast.local.client.Person;
import dev.holdfast.local.client.RegisteredClient;
import dev.holdfast.local.client.Registration;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.introspection.SpringOpaqueTokenIntrospector;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;

/**
 * Spring Security's OAuth 2.0 and OpenID Connect client. It neither registers clients nor revokes
 * tokens, so those two calls are made beside it.
 */
final class SpringSecurityClientTest extends Story {

  private static final String NAME = "holdfast";
  private static final URI REDIRECT =
      URI.create("http://127.0.0.1:43123/login/oauth2/code/" + NAME);

  private final User user = newUser();
  private final RegisteredClient registered = register();
  private final ClientRegistration registration =
      ClientRegistrations.fromIssuerLocation(settings.issuer().toString())
          .registrationId(NAME)
          .clientId(registered.id().getValue())
          .clientSecret(secret())
          .redirectUri(REDIRECT.toString())
          .scope("openid", "profile", "offline_access")
          .build();

  @Test
  void worksAsItIs() {
    OAuth2LoginAuthenticationToken login = login();
    assertThat(login.getPrincipal().getName()).isEqualTo(user.id());
    assertThat(login.getPrincipal().<String>getAttribute("preferred_username"))
        .isEqualTo(user.username());

    OAuth2RefreshToken old = Objects.requireNonNull(login.getRefreshToken());
    OAuth2AccessTokenResponse refreshed = refresh(login, old);
    OAuth2RefreshToken successor = Objects.requireNonNull(refreshed.getRefreshToken());
    assertThat(successor.getTokenValue()).isNotEqualTo(old.getTokenValue());

    String access = refreshed.getAccessToken().getTokenValue();
    OpaqueTokenIntrospector introspector = introspector();
    assertThat(introspector.introspect(access).<String>getAttribute("sub")).isEqualTo(user.id());

    revoke(successor.getTokenValue());

    assertThatThrownBy(() -> introspector.introspect(access))
        .isInstanceOf(BadOpaqueTokenException.class);
    assertThatThrownBy(() -> refresh(login, successor))
        .isInstanceOfSatisfying(
            OAuth2AuthorizationException.class,
            e -> assertThat(e.getError().getErrorCode()).isEqualTo("invalid_grant"));
  }

  private OAuth2LoginAuthenticationToken login() {
    OAuth2AuthorizationRequest request = request();
    URI redirected =
        Person.agreeing(user.username(), user.password())
            .walk(new Browser(), URI.create(request.getAuthorizationRequestUri()), REDIRECT);
    var answer = URLUtils.parseParameters(redirected.getRawQuery());
    OAuth2AuthorizationResponse response =
        OAuth2AuthorizationResponse.success(
                Objects.requireNonNull(MultivaluedMapUtils.getFirstValue(answer, "code")))
            .redirectUri(REDIRECT.toString())
            .state(MultivaluedMapUtils.getFirstValue(answer, "state"))
            .build();
    var exchange = new OAuth2AuthorizationExchange(request, response);
    return (OAuth2LoginAuthenticationToken)
        new OidcAuthorizationCodeAuthenticationProvider(
                new RestClientAuthorizationCodeTokenResponseClient(), new OidcUserService())
            .authenticate(new OAuth2LoginAuthenticationToken(registration, exchange));
  }

  private OAuth2AuthorizationRequest request() {
    var resolver =
        new DefaultOAuth2AuthorizationRequestResolver(
            new InMemoryClientRegistrationRepository(registration), "/oauth2/authorization");
    resolver.setAuthorizationRequestCustomizer(
        OAuth2AuthorizationRequestCustomizers.withPkce()
            .andThen(
                request ->
                    request.additionalParameters(
                        more -> more.put("resource", settings.mcp("plain").toString()))));
    return Objects.requireNonNull(resolver.resolve(new MockHttpServletRequest("GET", "/"), NAME));
  }

  private OAuth2AccessTokenResponse refresh(
      OAuth2LoginAuthenticationToken login, OAuth2RefreshToken token) {
    return new RestClientRefreshTokenTokenResponseClient()
        .getTokenResponse(
            new OAuth2RefreshTokenGrantRequest(registration, login.getAccessToken(), token));
  }

  private OpaqueTokenIntrospector introspector() {
    return SpringOpaqueTokenIntrospector.withIntrospectionUri(endpoint("introspection_endpoint"))
        .clientId(registered.id().getValue())
        .clientSecret(secret())
        .build();
  }

  private void revoke(String token) {
    var form = new LinkedMultiValueMap<String, String>();
    form.add("token", token);
    RestClient.create()
        .post()
        .uri(endpoint("revocation_endpoint"))
        .headers(headers -> headers.setBasicAuth(registered.id().getValue(), secret()))
        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .body(form)
        .retrieve()
        .toBodilessEntity();
  }

  private String endpoint(String name) {
    return String.valueOf(registration.getProviderDetails().getConfigurationMetadata().get(name));
  }

  private String secret() {
    return Objects.requireNonNull(registered.secret()).reveal();
  }

  private RegisteredClient register() {
    var metadata = new ClientMetadata();
    metadata.setName("spring-security");
    metadata.setRedirectionURI(REDIRECT);
    metadata.setGrantTypes(Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN));
    metadata.setResponseTypes(Set.of(ResponseType.CODE));
    metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    return Registration.register(Discovery.server(new Issuer(settings.issuer())), metadata);
  }
}
