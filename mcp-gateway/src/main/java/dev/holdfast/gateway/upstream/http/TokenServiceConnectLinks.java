package dev.holdfast.gateway.upstream.http;

import dev.holdfast.bearer.ServiceClientSettings;
import dev.holdfast.bearer.ServiceTokenUnavailableException;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.connections.ConnectionLink;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.gateway.upstream.ConnectLinks;
import dev.holdfast.runtime.tls.TlsTrouble;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the token-service make links, which the authorization server follows. */
@Singleton
final class TokenServiceConnectLinks implements ConnectLinks {

  private static final Logger log = LoggerFactory.getLogger(TokenServiceConnectLinks.class);

  private final HttpClient client;
  private final ServiceClientSettings service;
  private final ConnectSettings settings;

  TokenServiceConnectLinks(
      @Client(id = "token-service") HttpClient client,
      ServiceClientSettings service,
      ConnectSettings settings) {
    this.client = client;
    this.service = service;
    this.settings = settings;
  }

  @Override
  public Optional<URI> link(SubjectId subject, String provider) {
    // Who signs in elsewhere could never show there to be the one.
    if (!settings.enabled() || !subject.issuer().equals(service.issuer())) {
      return Optional.empty();
    }
    try {
      ConnectionLink made =
          client
              .toBlocking()
              .retrieve(
                  HttpRequest.POST("/connections/link", new ConnectionKey(subject, provider)),
                  ConnectionLink.class);
      return Optional.of(settings.address(service.issuer(), made.link().reveal()));
    } catch (HttpClientException | ServiceTokenUnavailableException e) {
      log.atWarn()
          .addKeyValue("provider", provider)
          .addKeyValue("cause", TlsTrouble.cause(e))
          .log("No link to connect by");
      return Optional.empty();
    }
  }
}
