package dev.holdfast.authserver.grants.http;

import dev.holdfast.bearer.TokenServiceSettings;
import dev.holdfast.runtime.tls.Tls;
import dev.holdfast.runtime.tracing.http.OutgoingCall;
import dev.holdfast.runtime.tracing.http.OutgoingCalls;
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
  private final OutgoingCalls calls;

  PlainClient(
      TokenServiceSettings settings,
      GrantSettings grants,
      @Named("token-service") ServiceHttpClientConfiguration service,
      Tls tls,
      OutgoingCalls calls) {
    this.calls = calls;
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

  /**
   * Makes a call.
   *
   * @param template of its path, for traces
   */
  <T> T exchange(HttpUriRequestBase request, String template, HttpClientResponseHandler<T> answer)
      throws IOException {
    request.setConfig(patience);
    URI address = URI.create(base);
    try (OutgoingCall call = calls.toOurs(request.getMethod(), address, template)) {
      call.tell(request::setHeader);
      return client.execute(
          request,
          response -> {
            call.answered(response.getCode());
            return answer.handleResponse(response);
          });
    }
  }

  private static Timeout timeout(Duration duration) {
    return Timeout.of(duration);
  }
}
