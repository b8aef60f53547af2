package dev.holdfast.listener.clients.http;

import dev.holdfast.bearer.ServiceTokenUnavailableException;
import dev.holdfast.bearer.ServiceTokens;
import dev.holdfast.listener.clients.Registration;
import dev.holdfast.listener.clients.Registrations;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.client.BlockingHttpClient;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.http.uri.UriBuilder;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the authserver, with a service token of scope {@code clients:read}. */
@Singleton
final class HttpRegistrations implements Registrations {

  private static final Logger log = LoggerFactory.getLogger(HttpRegistrations.class);

  private final BlockingHttpClient authserver;
  private final ServiceTokens tokens;
  private final String audience;

  HttpRegistrations(
      @Client("authserver") HttpClient authserver,
      ServiceTokens tokens,
      @Property(name = "holdfast.service.issuer") String audience) {
    this.authserver = authserver.toBlocking();
    this.tokens = tokens;
    this.audience = audience;
  }

  @Override
  public Registration of(String clientId) {
    URI uri =
        UriBuilder.of("/admin/registered-clients/{id}")
            .expand(new HashMap<>(Map.of("id", clientId)));
    try {
      authserver.exchange(HttpRequest.GET(uri).bearerAuth(tokens.token(audience).reveal()));
      return Registration.REGISTERED;
    } catch (HttpClientResponseException e) {
      if (e.getStatus() == HttpStatus.NOT_FOUND) {
        return Registration.UNKNOWN;
      }
      return uncertain("it answered " + e.code());
    } catch (HttpClientException | ServiceTokenUnavailableException e) {
      return uncertain(String.valueOf(e.getMessage()));
    }
  }

  private static Registration uncertain(String why) {
    log.atWarn().addKeyValue("why", why).log("The authserver could not be asked for a client");
    return Registration.UNCERTAIN;
  }
}
