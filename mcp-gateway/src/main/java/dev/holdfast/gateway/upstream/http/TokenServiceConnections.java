package dev.holdfast.gateway.upstream.http;

import dev.holdfast.bearer.ServiceTokenUnavailableException;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.connections.ConnectionToken;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.problem.ProblemTypes;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.gateway.upstream.Connected;
import dev.holdfast.gateway.upstream.Connections;
import dev.holdfast.gateway.upstream.Credential;
import dev.holdfast.runtime.tls.TlsTrouble;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the token-service, which answers from its own database while a token is valid. */
@Singleton
final class TokenServiceConnections implements Connections {

  private static final Logger log = LoggerFactory.getLogger(TokenServiceConnections.class);
  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(2);
  private static final long LONGEST_WAIT_SECONDS = 300;

  private final HttpClient client;

  // Not a declarative client: that one turns every 404 into null, and this one means something.
  TokenServiceConnections(@Client(id = "token-service") HttpClient client) {
    this.client = client;
  }

  @Override
  public Connected ask(SubjectId subject, String provider) {
    try {
      ConnectionToken token = token(new ConnectionKey(subject, provider));
      Secret value = Secret.of("Bearer " + token.accessToken().reveal());
      return new Connected(
          new Credential.Header(HttpHeaders.AUTHORIZATION, value), token.expiresAt());
    } catch (HttpClientResponseException e) {
      return new Connected(isMissing(e) ? new Credential.ConsentNeeded() : later(e, provider));
    } catch (HttpClientException | ServiceTokenUnavailableException e) {
      return new Connected(later(e, provider, DEFAULT_WAIT));
    }
  }

  private ConnectionToken token(ConnectionKey key) {
    return client
        .toBlocking()
        .retrieve(
            HttpRequest.POST("/connections/token", key),
            Argument.of(ConnectionToken.class),
            Argument.of(Problem.class));
  }

  private static boolean isMissing(HttpClientResponseException e) {
    // Another status' body need not be a problem that can be read.
    return e.getStatus() == HttpStatus.NOT_FOUND
        && e.getResponse()
            .getBody(Problem.class)
            .filter(problem -> ProblemTypes.CONNECTION_MISSING.equals(problem.type()))
            .isPresent();
  }

  private static Credential later(HttpClientResponseException e, String provider) {
    Duration wait =
        e.getResponse().getHeaders().findInt(HttpHeaders.RETRY_AFTER).stream()
            .filter(seconds -> seconds > 0 && seconds <= LONGEST_WAIT_SECONDS)
            .map(Duration::ofSeconds)
            .findFirst()
            .orElse(DEFAULT_WAIT);
    return later(e, provider, wait);
  }

  private static Credential later(RuntimeException cause, String provider, Duration wait) {
    log.atWarn()
        .addKeyValue("provider", provider)
        .addKeyValue("cause", TlsTrouble.cause(cause))
        .log("Upstream token not to be had");
    return new Credential.Later(wait);
  }
}
