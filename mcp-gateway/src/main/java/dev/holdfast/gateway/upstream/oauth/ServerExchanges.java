package dev.holdfast.gateway.upstream.oauth;

import dev.holdfast.bearer.OwnAuthorizationServer;
import dev.holdfast.bearer.ServiceClientSettings;
import dev.holdfast.bearer.ServiceTokens;
import dev.holdfast.bearer.TokenServiceSettings;
import dev.holdfast.bearer.VerifiedToken;
import dev.holdfast.gateway.server.CredentialKind;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.upstream.Credential;
import dev.holdfast.gateway.upstream.Exchanges;
import dev.holdfast.gateway.upstream.UpstreamAddresses;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import dev.holdfast.runtime.tls.Tls;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** The exchanges of all servers that want one; what cannot work ends the start. */
@Context
final class ServerExchanges implements Exchanges {

  private final Map<String, ServerExchange> exchanges = new HashMap<>();
  private final HttpClient toOwn;
  private final HttpClient toOthers;

  ServerExchanges(
      List<McpServer> servers,
      List<ExchangeSettings> settings,
      OwnAuthorizationServer own,
      ServiceClientSettings service,
      TokenServiceSettings tokenService,
      ServiceTokens serviceTokens,
      UpstreamAddresses addresses,
      Tls tls,
      Clock clock,
      MeterRegistry metrics) {
    this.toOwn = client(tls.toServices());
    this.toOthers = client(tls.toOthers());
    for (ExchangeSettings one : settings) {
      if (isWanted(servers, one.name())) {
        one.check();
        TokenEndpoint endpoint =
            one.exchangeEndpoint() == null
                ? own(one, own, service, tokenService, serviceTokens)
                : other(one, addresses);
        HeldTokens held = new HeldTokens(clock);
        metrics.gauge(
            "holdfast.gateway.exchange.held",
            Tags.of("server", one.name()),
            held,
            HeldTokens::size);
        exchanges.put(
            one.name(), new ServerExchange(new TokenExchange(one, endpoint, metrics), held));
      }
    }
  }

  @PreDestroy
  void close() {
    toOwn.shutdownNow();
    toOthers.shutdownNow();
  }

  private static HttpClient client(SSLContext tls) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .sslContext(tls)
        .connectTimeout(Duration.ofSeconds(2))
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }

  @Override
  public Credential credential(McpServer server, VerifiedToken token) {
    return of(server).credential(token);
  }

  @Override
  public Optional<Credential> held(McpServer server, VerifiedToken token) {
    return of(server).held(token);
  }

  @Override
  public void refused(McpServer server, VerifiedToken token) {
    of(server).forget(token);
  }

  private ServerExchange of(McpServer server) {
    ServerExchange exchange = exchanges.get(server.name());
    if (exchange == null) {
      throw new IllegalStateException("no exchange for " + server.name());
    }
    return exchange;
  }

  private TokenEndpoint own(
      ExchangeSettings settings,
      OwnAuthorizationServer own,
      ServiceClientSettings service,
      TokenServiceSettings tokenService,
      ServiceTokens serviceTokens) {
    var client = new TokenEndpoint.Client(service.clientId(), service.clientSecret());
    return new TokenEndpoint(
        toOwn,
        own::tokenEndpoint,
        client,
        () ->
            settings.exchangeActor()
                ? Optional.of(serviceTokens.token(tokenService.tokenAudience()))
                : Optional.empty());
  }

  private TokenEndpoint other(ExchangeSettings settings, UpstreamAddresses addresses) {
    var endpoint = settings.endpoint();
    return new TokenEndpoint(
        toOthers,
        () -> {
          try {
            var _ = addresses.check(settings.name(), endpoint);
            return endpoint;
          } catch (UpstreamUnavailableException e) {
            throw new IOException("the token endpoint cannot be asked", e);
          }
        },
        settings.client(),
        Optional::empty);
  }

  private static boolean isWanted(List<McpServer> servers, String name) {
    return servers.stream()
        .anyMatch(
            server -> server.name().equals(name) && server.credential() == CredentialKind.EXCHANGE);
  }
}
