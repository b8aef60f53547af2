package dev.holdfast.authserver.grants.http;

import dev.holdfast.bearer.TokenServiceSettings;
import dev.holdfast.runtime.tls.Tls;
import io.micronaut.http.client.ServiceHttpClientConfiguration;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.classic.MinimalHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Kept connections to the token-service, for calls on the caller's thread. It never repeats a call.
 * Waits for an answer as long as {@link GrantSettings} says.
 */
@Singleton
class PlainClient {

  /** Bytes; what is longer is cut off, and is no JSON any more. */
  static final int MAX_ANSWER = 1_000_000;

  private static final int MAX_CONNECTIONS = 200;

  /** A connection that was idle for longer may have been closed by the other side. */
  private static final TimeValue FRESH = TimeValue.ofSeconds(1);

  private final String base;
  private final RequestConfig patience;
  private final MinimalHttpClient client;

  PlainClient(
      TokenServiceSettings settings,
      GrantSettings grants,
      @Named("token-service") ServiceHttpClientConfiguration service,
      Tls tls) {
    Timeout connect = timeout(service.getConnectTimeout().orElse(Duration.ofSeconds(2)));
    Timeout read = timeout(grants.answerTimeout());
    this.base = settings.url().toString().replaceFirst("/$", "");
    this.patience =
        RequestConfig.custom()
            .setConnectionRequestTimeout(connect)
            .setResponseTimeout(read)
            .build();
    this.client =
        HttpClients.createMinimal(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls.toServices()))
                .setMaxConnTotal(MAX_CONNECTIONS)
                .setMaxConnPerRoute(MAX_CONNECTIONS)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(read)
                        .setValidateAfterInactivity(FRESH)
                        .build())
                .build());
  }

  @PreDestroy
  void stop() {
    client.close(CloseMode.GRACEFUL);
  }

  /** The address of a path that begins with a slash. */
  URI at(String path) {
    return URI.create(base + path);
  }

  <T> T exchange(HttpUriRequestBase request, HttpClientResponseHandler<T> answer)
      throws IOException {
    request.setConfig(patience);
    return client.execute(request, answer);
  }

  private static Timeout timeout(Duration duration) {
    return Timeout.of(duration);
  }
}
