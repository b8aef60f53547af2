package dev.holdfast.authserver.outbound.http;

import dev.holdfast.authserver.outbound.OutboundSettings;
import dev.holdfast.authserver.outbound.Purpose;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes an HTTP client that does nothing by itself: no redirects, retries, cookies, credentials,
 * decompression, proxies or kept connections.
 */
final class GuardedClient {

  private static final int MAX_HEADERS = 100;
  private static final int MAX_LINE = 8192;

  private GuardedClient() {}

  static CloseableHttpClient of(DnsResolver names, OutboundSettings settings, SSLContext tls) {
    Timeout timeout = Timeout.of(settings.timeout());
    var lines =
        Http1Config.custom().setMaxHeaderCount(MAX_HEADERS).setMaxLineLength(MAX_LINE).build();
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(names)
            .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder().http1Config(lines).build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(timeout)
                    .setSocketTimeout(timeout)
                    .build())
            // Never waited for: whoever connects has a place.
            .setMaxConnTotal(settings.maxConcurrent() * Purpose.values().length)
            .setMaxConnPerRoute(settings.maxPerHost() * Purpose.values().length)
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setConnectionReuseStrategy((_, _, _) -> false)
        .setUserAgent("Holdfast")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .disableConnectionState()
        .build();
  }
}
