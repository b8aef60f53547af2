package dev.holdfast.token.connections;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.format.MapFormat;
import io.micronaut.core.convert.format.MapFormat.MapTransformation;
import io.micronaut.core.naming.conventions.StringConvention;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One provider: discovered by its issuer, unless both authorization and token endpoint are given.
 *
 * @param name what callers call it
 * @param issuer where its metadata is found (RFC 8414, or OpenID Connect Discovery)
 * @param authorizationEndpoint instead of the discovered one
 * @param tokenEndpoint instead of the discovered one
 * @param deviceAuthorizationEndpoint instead of the discovered one (RFC 8628)
 * @param revocationEndpoint instead of the discovered one (RFC 7009)
 * @param clientId our client id there
 * @param authenticationMethod how we authenticate
 * @param clientSecret our secret there
 * @param privateKeyFile our private JWK, for {@code private_key_jwt}
 * @param assertionAudience whom assertions are for; the issuer, or else the token endpoint, if
 *     absent
 * @param scopes what to ask users for
 * @param resources what the tokens shall be for (RFC 8707)
 * @param authorizationParameters more parameters of authorization requests
 * @param tokenParameters more parameters of token requests
 * @param refusedErrors its own error codes that mean what {@code invalid_grant} does
 * @param redirectUri where it sends browsers back to
 * @param assumedLifetime of an access token of which the provider does not say it
 * @param metadataLifetime how long discovered metadata is believed without asking again
 * @param timeout how long an exchange with it may take
 * @param maxCalls how many exchanges there may be at once, each replica by itself
 */
@EachProperty("holdfast.token.providers")
public record ProviderSettings(
    @Parameter String name,
    @Nullable URI issuer,
    @Nullable URI authorizationEndpoint,
    @Nullable URI tokenEndpoint,
    @Nullable URI deviceAuthorizationEndpoint,
    @Nullable URI revocationEndpoint,
    String clientId,
    @Bindable(defaultValue = "CLIENT_SECRET_BASIC") ClientAuthenticationMethod authenticationMethod,
    @Nullable Secret clientSecret,
    @Nullable Path privateKeyFile,
    @Nullable URI assertionAudience,
    @Bindable(defaultValue = "") List<String> scopes,
    @Bindable(defaultValue = "") List<URI> resources,
    @MapFormat(transformation = MapTransformation.FLAT, keyFormat = StringConvention.RAW)
        @Nullable Map<String, String> authorizationParameters,
    @MapFormat(transformation = MapTransformation.FLAT, keyFormat = StringConvention.RAW)
        @Nullable Map<String, String> tokenParameters,
    @Bindable(defaultValue = "") Set<String> refusedErrors,
    URI redirectUri,
    @Nullable Duration assumedLifetime,
    @Bindable(defaultValue = "1h") Duration metadataLifetime,
    @Bindable(defaultValue = "5s") Duration timeout,
    @Bindable(defaultValue = "32") int maxCalls) {

  /** Refuses what cannot work, by the setting's name. */
  public ProviderSettings {
    scopes = scopes.stream().filter(scope -> !scope.isBlank()).toList();
    refusedErrors = Set.copyOf(refusedErrors);
    resources = resources.stream().filter(uri -> !uri.toString().isEmpty()).toList();
    new ProviderCheck(name)
        .notBlank("client-id", clientId)
        .either("issuer", issuer, authorizationEndpoint, tokenEndpoint)
        .address("issuer", issuer)
        .address("authorization-endpoint", authorizationEndpoint)
        .address("token-endpoint", tokenEndpoint)
        .address("device-authorization-endpoint", deviceAuthorizationEndpoint)
        .address("revocation-endpoint", revocationEndpoint)
        .address("redirect-uri", redirectUri)
        .given("client-secret", clientSecret, authenticationMethod.needsSecret())
        .given(
            "private-key-file",
            privateKeyFile,
            authenticationMethod == ClientAuthenticationMethod.PRIVATE_KEY_JWT)
        .free("authorization-parameters", authorizationParameters)
        .free("token-parameters", tokenParameters)
        .resources(resources)
        .positive("assumed-lifetime", assumedLifetime)
        .positive("metadata-lifetime", metadataLifetime)
        .positive("timeout", timeout)
        .positive("max-calls", maxCalls);
  }

  /** Whether the endpoints must be looked up. */
  public boolean discovers() {
    return authorizationEndpoint == null || tokenEndpoint == null;
  }

  /** How long a refresh may take: the exchange itself, and the two that find the endpoints. */
  public Duration longestRefresh() {
    return discovers() ? timeout.multipliedBy(3) : timeout;
  }

  /** More parameters of authorization requests, perhaps none. */
  public Map<String, String> moreForAuthorization() {
    return authorizationParameters == null ? Map.of() : authorizationParameters;
  }

  /** More parameters of token requests, perhaps none. */
  public Map<String, String> moreForTokens() {
    return tokenParameters == null ? Map.of() : tokenParameters;
  }
}
