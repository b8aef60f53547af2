package dev.holdfast.bearer.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** An issuer on a loopback port: metadata, keys, and tokens signed as a test likes them. */
public final class TestIssuer implements AutoCloseable {

  private final HttpServer server;
  private final RSAKey key = newKey();
  private final List<JWK> published = new CopyOnWriteArrayList<>(List.of(key));
  private final AtomicInteger keyFetches = new AtomicInteger();
  private final AtomicInteger tokensIssued = new AtomicInteger();
  private volatile boolean down;

  private TestIssuer(HttpServer server) {
    this.server = server;
  }

  /** Starts one. */
  public static TestIssuer start() {
    try {
      return start(HttpServer.create(any(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts one that speaks TLS, and to callers with a certificate only. */
  public static TestIssuer startSecured(SSLContext tls) {
    try {
      HttpsServer server = HttpsServer.create(any(), 0);
      server.setHttpsConfigurator(
          new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
              SSLParameters required = tls.getDefaultSSLParameters();
              required.setNeedClientAuth(true);
              parameters.setSSLParameters(required);
            }
          });
      return start(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress any() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static TestIssuer start(HttpServer server) {
    TestIssuer issuer = new TestIssuer(server);
    issuer.serve();
    return issuer;
  }

  /** The issuer identifier. */
  public String url() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return scheme + "://localhost:" + server.getAddress().getPort();
  }

  /** The published signing key. */
  public RSAKey key() {
    return key;
  }

  /** Publishes one more key. */
  public void publish(JWK more) {
    published.add(more);
  }

  /** A key nobody has published. */
  public static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048)
          .keyIDFromThumbprint(true)
          .keyUse(KeyUse.SIGNATURE)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A P-256 key nobody has published. */
  public static ECKey newEcKey() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyIDFromThumbprint(true)
          .keyUse(KeyUse.SIGNATURE)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on, answers 503 to everything, or not. */
  public void down(boolean isDown) {
    down = isDown;
  }

  /** How often the keys were fetched. */
  public int keyFetches() {
    return keyFetches.get();
  }

  /** How many service tokens were asked for. */
  public int tokensIssued() {
    return tokensIssued.get();
  }

  /** A sound token for {@code audience}, to be changed at will before it is signed. */
  public TestToken token(String subject, String audience, Instant now) {
    return new TestToken(key, url(), subject, audience, now);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void serve() {
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/.well-known/oauth-authorization-server", this::metadata);
    server.createContext("/jwks", this::keys);
    server.createContext("/token", this::issue);
    server.start();
  }

  private void metadata(HttpExchange exchange) throws IOException {
    String json =
        """
        {"issuer":"%1$s","jwks_uri":"%1$s/jwks","token_endpoint":"%1$s/token"}"""
            .formatted(url());
    answer(exchange, json);
  }

  private void keys(HttpExchange exchange) throws IOException {
    keyFetches.incrementAndGet();
    answer(exchange, new JWKSet(List.copyOf(published)).toPublicJWKSet().toString());
  }

  private void issue(HttpExchange exchange) throws IOException {
    int number = tokensIssued.incrementAndGet();
    String json =
        """
        {"access_token":"service-token-%d","token_type":"Bearer","expires_in":300}"""
            .formatted(number);
    answer(exchange, json);
  }

  private void answer(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      if (down) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
