package dev.holdfast.gateway.builtin.http;

import dev.holdfast.bearer.ServiceTokenUnavailableException;
import dev.holdfast.contracts.connections.DisconnectAll;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.gateway.builtin.Disconnections;
import dev.holdfast.runtime.tls.TlsTrouble;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientException;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the token-service, which tells the gateways by the event of the same transaction. */
@Singleton
final class TokenServiceDisconnections implements Disconnections {

  private static final Logger log = LoggerFactory.getLogger(TokenServiceDisconnections.class);

  private final HttpClient client;

  TokenServiceDisconnections(@Client(id = "token-service") HttpClient client) {
    this.client = client;
  }

  @Override
  public boolean disconnectAll(SubjectId subject) {
    try {
      var request = HttpRequest.POST("/connections/disconnect-all", new DisconnectAll(subject));
      return client.toBlocking().exchange(request).code() < 300;
    } catch (HttpClientException | ServiceTokenUnavailableException e) {
      log.atWarn().addKeyValue("cause", TlsTrouble.cause(e)).log("Connections could not be ended");
      return false;
    }
  }
}
