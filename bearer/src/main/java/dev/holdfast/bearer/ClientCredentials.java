package dev.holdfast.bearer;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.network.InternalAddresses;
import dev.holdfast.runtime.tls.Tls;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Service tokens by client credentials (RFC 6749, section 4.4), kept until shortly before they end.
 * Callers that find none wait for one request, not one each.
 */
@Singleton
@Requires(beans = ServiceClientSettings.class)
final class ClientCredentials implements ServiceTokens {

  private static final int TIMEOUT_MILLIS = 2_000;
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final ServiceClientSettings settings;
  private final InternalAddresses addresses;
  private final IssuerMetadata metadata;
  private final SSLSocketFactory sockets;
  private final Clock clock;
  private final Map<String, Held> held = new ConcurrentHashMap<>();
  private final ReentrantLock asking = new ReentrantLock();

  ClientCredentials(
      ServiceClientSettings settings, InternalAddresses addresses, Tls tls, Clock clock) {
    SSLContext context = tls.toServices();
    this.settings = settings;
    this.addresses = addresses;
    this.metadata = new IssuerMetadata(settings.issuer(), addresses, context);
    this.sockets = context.getSocketFactory();
    this.clock = clock;
  }

  @Override
  public Secret token(String audience) {
    Held known = usable(audience);
    if (known != null) {
      return known.token();
    }
    asking.lock();
    try {
      Held meanwhile = usable(audience);
      return meanwhile != null ? meanwhile.token() : obtain(audience);
    } finally {
      asking.unlock();
    }
  }

  private @Nullable Held usable(String audience) {
    Held known = held.get(audience);
    return known != null && clock.instant().isBefore(known.useUntil()) ? known : null;
  }

  private Secret obtain(String audience) {
    try {
      TokenResponse response = TokenResponse.parse(request(audience).send());
      if (!(response instanceof AccessTokenResponse success)) {
        throw new ServiceTokenUnavailableException(
            "refused: " + response.toErrorResponse().getErrorObject().getCode(), null);
      }
      AccessToken token = success.getTokens().getAccessToken();
      Secret value = Secret.of(token.getValue());
      held.put(audience, new Held(value, useUntil(token)));
      return value;
    } catch (IOException | ParseException e) {
      throw new ServiceTokenUnavailableException("the token endpoint did not answer", e);
    }
  }

  private HTTPRequest request(String audience) throws IOException {
    var authentication =
        new ClientSecretBasic(
            new ClientID(settings.clientId()),
            new com.nimbusds.oauth2.sdk.auth.Secret(settings.clientSecret().reveal()));
    HTTPRequest request =
        new TokenRequest.Builder(tokenEndpoint(), authentication, new ClientCredentialsGrant())
            .resource(URI.create(audience))
            .build()
            .toHTTPRequest();
    request.setConnectTimeout(TIMEOUT_MILLIS);
    request.setReadTimeout(TIMEOUT_MILLIS);
    request.setSSLSocketFactory(sockets);
    return request;
  }

  private URI tokenEndpoint() throws IOException {
    URI configured = settings.tokenEndpoint();
    return configured != null ? configured : addresses.of(metadata.read().getTokenEndpointURI());
  }

  // A token that lives shorter than twice the margin is used for half its life.
  private Instant useUntil(AccessToken token) {
    Duration life = Duration.ofSeconds(token.getLifetime());
    Duration margin = MARGIN.multipliedBy(2).compareTo(life) > 0 ? life.dividedBy(2) : MARGIN;
    return clock.instant().plus(life).minus(margin);
  }

  private record Held(Secret token, Instant useUntil) {}
}
