package dev.holdfast.token.connections;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A provider whose refresh tokens work once. */
final class StubProvider implements AutoCloseable {

  private static final String PREFIX = "holdfast.token.providers.";

  private final HttpServer server;
  private final AtomicInteger issued = new AtomicInteger();
  private final AtomicInteger described = new AtomicInteger();
  private final List<String> tokenRequests = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final List<String> revocations = new CopyOnWriteArrayList<>();
  private volatile @Nullable Scripted scripted;
  private volatile int revocationStatus = 200;
  private volatile String revocationBody = "";
  private volatile String wellKnown = "/.well-known/oauth-authorization-server";
  private volatile String metadata = "";
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile CountDownLatch metadataGate = new CountDownLatch(0);
  private final Map<String, Integer> spent = new ConcurrentHashMap<>();
  private volatile boolean spends;
  private volatile boolean forgives;

  /** An answer of the token endpoint. */
  private record Scripted(int status, String body, String type, @Nullable String retryAfter) {}

  StubProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/.well-known", this::metadata);
    server.createContext("/token", this::token);
    server.createContext("/device", this::device);
    server.createContext("/revoke", this::revoke);
    server.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Map<String, Object> settings() {
    return settings("demo", Map.of());
  }

  /** Settings under another name, with more or other ones. */
  Map<String, Object> settings(String name, Map<String, Object> more) {
    String prefix = PREFIX + name + '.';
    Map<String, Object> settings = new HashMap<>();
    settings.put(prefix + "issuer", issuer());
    settings.put(prefix + "client-id", "holdfast");
    settings.put(prefix + "client-secret", "a-secret");
    settings.put(prefix + "scopes", "openid,profile");
    settings.put(prefix + "redirect-uri", "http://localhost:9000/connect/demo/callback");
    more.forEach((key, value) -> settings.put(prefix + key, value));
    return settings;
  }

  List<String> tokenRequests() {
    return tokenRequests;
  }

  /** The Authorization headers of the token requests; empty if there was none. */
  List<String> authorizations() {
    return authorizations;
  }

  /** What it was asked to revoke. */
  List<String> revocations() {
    return revocations;
  }

  void answerRevocations(int status, String body) {
    revocationStatus = status;
    revocationBody = body;
  }

  /** How often its metadata was asked for. */
  int described() {
    return described.get();
  }

  /** From now on metadata is here only, and has these members too. */
  void describeAt(String path, String moreMembers) {
    wellKnown = path;
    metadata = moreMembers;
  }

  /** Trouble, with a time to come back. */
  void fail(int status, String body) {
    scripted = new Scripted(status, body, "application/json", "7");
  }

  /** An answer to whatever is asked. */
  void answer(int status, String type, String body) {
    scripted = new Scripted(status, body, type, null);
  }

  void retryAfter(String value) {
    scripted = new Scripted(503, "", "text/html", value);
  }

  void recover() {
    scripted = null;
    gate.countDown();
    metadataGate.countDown();
  }

  /** Its metadata is not answered until it recovers. */
  void hangMetadata() {
    metadataGate = new CountDownLatch(1);
  }

  /**
   * From now on a refresh token is spent as soon as it arrives, whether the answer does or not.
   *
   * @param forgiving whether who comes again gets the same successor, or is refused
   */
  void spendRefreshTokens(boolean forgiving) {
    spends = true;
    forgives = forgiving;
  }

  /** Token requests are taken and not answered until the gate opens, or it recovers. */
  void hang() {
    gate = new CountDownLatch(1);
  }

  void openGate() {
    gate.countDown();
  }

  private void metadata(HttpExchange exchange) throws IOException {
    described.incrementAndGet();
    await(metadataGate);
    if (!exchange.getRequestURI().getPath().equals(wellKnown)) {
      answer(exchange, 404, "text/html", "<html>Not here</html>");
      return;
    }
    answer(
        exchange,
        200,
        "application/json",
        """
        {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
         "device_authorization_endpoint":"%1$s/device","revocation_endpoint":"%1$s/revoke",
         %2$s"authorization_response_iss_parameter_supported":true}"""
            .formatted(issuer(), metadata));
  }

  private void device(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        200,
        "application/json",
        """
        {"device_code":"the-device-code","user_code":"WDJB-MJHT","expires_in":60,"interval":5,
         "verification_uri":"%1$s/device","verification_uri_complete":"%1$s/device?c=WDJB-MJHT"}"""
            .formatted(issuer()));
  }

  private void revoke(HttpExchange exchange) throws IOException {
    revocations.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    answer(exchange, revocationStatus, "application/json", revocationBody);
  }

  private void token(HttpExchange exchange) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    tokenRequests.add(request);
    int number = issued.incrementAndGet();
    Integer before = spends ? spent.putIfAbsent(request, number) : null;
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    authorizations.add(authorization == null ? "" : authorization);
    await(gate);
    Scripted now = scripted;
    if (now != null) {
      if (now.retryAfter() != null) {
        exchange.getResponseHeaders().set("Retry-After", now.retryAfter());
      }
      answer(exchange, now.status(), now.type(), now.body());
      return;
    }
    if (before != null && !forgives) {
      answer(exchange, 400, "application/json", "{\"error\":\"invalid_grant\"}");
      return;
    }
    answer(
        exchange,
        200,
        "application/json",
        """
        {"access_token":"upstream-%1$d","token_type":"Bearer","expires_in":100,
         "refresh_token":"refresh-%1$d"}"""
            .formatted(before == null ? number : before));
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    recover();
    server.stop(0);
  }
}
