package dev.holdfast.gateway.upstream.oauth;

import static java.util.Objects.requireNonNull;

import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.gateway.upstream.AddressRules;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How tokens are exchanged for those of one server.
 *
 * @param name the server's
 * @param exchangeEndpoint where tokens are exchanged; the gateway's own authorization server's if
 *     left out
 * @param exchangeClientId the gateway as that endpoint knows it; with the gateway's own
 *     authorization server {@code holdfast.service.client-id}
 * @param exchangeClientSecret the secret of that client
 * @param exchangeAudience the server's name at the endpoint (RFC 8693, section 2.1)
 * @param exchangeResource the server's address at the endpoint (RFC 8707)
 * @param exchangeScopes what to ask for; all that the caller has if left out
 * @param exchangeActor whether the gateway presents a token of its own as the actor; it does so at
 *     its own authorization server only
 * @param allowPlainHttp whether server and endpoint may be asked without TLS though they are on
 *     another machine
 */
@EachProperty("holdfast.gateway.servers")
record ExchangeSettings(
    @Parameter String name,
    @Nullable URI exchangeEndpoint,
    @Nullable String exchangeClientId,
    @Nullable Secret exchangeClientSecret,
    @Nullable String exchangeAudience,
    @Nullable URI exchangeResource,
    @Bindable(defaultValue = "") List<String> exchangeScopes,
    @Bindable(defaultValue = "true") boolean exchangeActor,
    @Bindable(defaultValue = "false") boolean allowPlainHttp) {

  /** Scopes may be listed or spaced. */
  ExchangeSettings {
    exchangeScopes =
        exchangeScopes.stream()
            .flatMap(entry -> Stream.of(entry.strip().split(" +", -1)))
            .filter(scope -> !scope.isEmpty())
            .toList();
  }

  /**
   * Refuses what cannot work.
   *
   * @throws IllegalArgumentException if a part is missing
   */
  void check() {
    String setting = "holdfast.gateway.servers." + name;
    if (exchangeAudience == null && exchangeResource == null) {
      throw new IllegalArgumentException(
          setting + ".exchange-audience or .exchange-resource must be set for credential exchange");
    }
    if (exchangeEndpoint != null && (exchangeClientId == null || exchangeClientSecret == null)) {
      throw new IllegalArgumentException(
          setting + ".exchange-endpoint needs exchange-client-id and exchange-client-secret");
    }
    if (exchangeEndpoint != null) {
      AddressRules.check(
          "holdfast.gateway.servers." + name + ".exchange-endpoint",
          exchangeEndpoint,
          allowPlainHttp);
    }
  }

  /** The token endpoint that is configured. */
  URI endpoint() {
    return requireNonNull(exchangeEndpoint);
  }

  /** The gateway as that endpoint knows it. */
  TokenEndpoint.Client client() {
    return new TokenEndpoint.Client(
        requireNonNull(exchangeClientId), requireNonNull(exchangeClientSecret));
  }
}
