package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;

import dev.holdfast.bearer.testing.TestIssuer;
import dev.holdfast.bearer.testing.TestToken;
import dev.holdfast.contracts.events.EncodedEvent;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.events.SessionEvent;
import dev.holdfast.gateway.revocation.Feed;
import dev.holdfast.testsupport.FreePorts;
import dev.holdfast.testsupport.TestBroker;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A gateway in this JVM with a stub upstream, a stub token-service, two issuers and a topic of its
 * own; ready unless its broker is away. Servers: {@code tools} (needs a token), {@code other},
 * {@code open} (anonymous), {@code profile} (the user's connection), {@code keyed} (a fixed
 * header).
 */
final class RunningGateway implements AutoCloseable {

  private static final String SERVERS = "holdfast.gateway.servers.";

  static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}\
      """;
  static final String LIST =
      """
      {"jsonrpc":"2.0","id":2,"method":"tools/list"}\
      """;

  final TestIssuer issuer = TestIssuer.start();
  final TestIssuer secondIssuer = TestIssuer.start();
  final StubServer upstream = StubServer.start(RunningGateway::mcp);
  final StubServer tokenService =
      StubServer.start(exchange -> StubServer.json(exchange, 500, "{}"));
  final HttpClient http = HttpClient.newHttpClient();
  final String topic = TestBroker.any().newTopic("tokens", 3);
  final String sessionTopic = TestBroker.any().newTopic("sessions", 1);
  final EmbeddedServer server;
  private final Path keyset;

  private final Predicate<String> offered;

  private RunningGateway(Map<String, Object> extra, Predicate<String> offered) {
    this.offered = offered;
    keyset = Path.of("target", "keysets", UUID.randomUUID().toString(), "sessions.json");
    server = run(keyset, extra);
  }

  static RunningGateway start() {
    return start(Map.of());
  }

  /** One that has none of its servers but this. */
  static RunningGateway withOnly(String name) {
    return new RunningGateway(Map.of(), name::equals);
  }

  static RunningGateway start(Map<String, Object> extra) {
    return new RunningGateway(extra, _ -> true);
  }

  /** A second replica with the same keys; the caller closes it. */
  EmbeddedServer replica() {
    return replica(Map.of());
  }

  /** A second replica with the same keys and these settings; the caller closes it. */
  EmbeddedServer replica(Map<String, Object> extra) {
    Map<String, Object> settings = new HashMap<>(extra);
    settings.put("holdfast.gateway.public-url", publicUrl());
    return run(keyset, settings);
  }

  String publicUrl() {
    return "http://localhost:" + server.getPort();
  }

  String resource(String name) {
    return publicUrl() + "/mcp/" + name;
  }

  TestToken token(String subject, String name) {
    return issuer.token(subject, resource(name), now());
  }

  static Instant now() {
    return Clock.systemUTC().instant();
  }

  HttpRequest.Builder request(String name, @Nullable String token) {
    return request(server, name, token);
  }

  HttpRequest.Builder request(EmbeddedServer at, String name, @Nullable String token) {
    return request(URI.create("http://localhost:" + at.getPort() + "/mcp/" + name), token);
  }

  private static HttpRequest.Builder request(URI endpoint, @Nullable String token) {
    var request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream");
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(
      String name, @Nullable String token, @Nullable String session, String body)
      throws IOException, InterruptedException {
    return call("POST", name, token, session, body);
  }

  HttpResponse<String> post(
      URI endpoint, @Nullable String token, @Nullable String session, String body)
      throws IOException, InterruptedException {
    var request = request(endpoint, token).POST(HttpRequest.BodyPublishers.ofString(body));
    return send(session == null ? request : request.header("Mcp-Session-Id", session));
  }

  HttpResponse<String> call(
      String verb, String name, @Nullable String token, @Nullable String session, String body)
      throws IOException, InterruptedException {
    var request = request(name, token).method(verb, HttpRequest.BodyPublishers.ofString(body));
    return send(session == null ? request : request.header("Mcp-Session-Id", session));
  }

  /** Opens a session and returns its sealed id. */
  String open(String name, @Nullable String token) throws IOException, InterruptedException {
    return post(name, token, null, INITIALIZE).headers().firstValue("Mcp-Session-Id").orElseThrow();
  }

  void publish(Event event) {
    publish(event, null);
  }

  /** Publishes with a trace. */
  void publish(Event event, @Nullable String traceparent) {
    EncodedEvent encoded = new EventCodec().encode(event);
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", TestBroker.any().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      String to = event instanceof SessionEvent ? sessionTopic : topic;
      var message = new ProducerRecord<>(to, encoded.key(), encoded.value());
      if (traceparent != null) {
        message.headers().add("traceparent", traceparent.getBytes(StandardCharsets.US_ASCII));
      }
      producer.send(message).get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
    upstream.close();
    tokenService.close();
    issuer.close();
    secondIssuer.close();
    http.shutdownNow();
  }

  /** A small MCP server: initialize opens session {@code upstream-1}, all else answers its body. */
  static void mcp(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Mcp-Session-Id", "upstream-1");
    exchange.getResponseHeaders().set("Set-Cookie", "upstream=1");
    StubServer.json(
        exchange,
        200,
        """
        {"jsonrpc":"2.0","id":1,"result":{}}\
        """);
  }

  private EmbeddedServer run(Path keys, Map<String, Object> extra) {
    try {
      Files.createDirectories(keys.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int port = FreePorts.one();
    Map<String, Object> settings = new HashMap<>();
    settings.put("micronaut.server.port", port);
    settings.put("holdfast.gateway.public-url", "http://localhost:" + port);
    settings.put("holdfast.gateway.issuers", issuer.url() + "," + secondIssuer.url());
    settings.put("holdfast.gateway.session.keyset", keys.toString());
    settings.put("holdfast.gateway.session.create-keyset", true);
    settings.put("holdfast.gateway.revocation.topic", topic);
    settings.put("holdfast.gateway.revocation.session-topic", sessionTopic);
    settings.put("holdfast.gateway.audit.enabled", false);
    // Where tests change what a person has from one call to the next.
    settings.put("holdfast.gateway.connections.hold", "0s");
    settings.put("holdfast.service.issuer", issuer.url());
    settings.put("holdfast.service.client-secret", "gateway-secret");
    settings.put("holdfast.token-service.url", tokenService.url("").toString());
    settings.put("kafka.bootstrap.servers", TestBroker.any().bootstrapServers());
    for (String name : new String[] {"tools", "other", "open", "profile", "keyed"}) {
      settings.put(servers(name, "url"), upstream.url("/" + name).toString());
      settings.put(servers(name, "identity-headers"), true);
    }
    settings.put(servers("open", "anonymous"), true);
    settings.put(servers("tools", "scopes"), "mcp");
    settings.put(servers("other", "scopes"), "mcp other");
    settings.put(servers("profile", "credential"), "connection");
    settings.put(servers("profile", "provider"), "demo");
    settings.put(servers("keyed", "credential"), "header");
    settings.put(servers("keyed", "header-name"), "X-Api-Key");
    settings.put(servers("keyed", "header-value"), "fixed-key");
    settings
        .keySet()
        .removeIf(key -> key.startsWith(SERVERS) && !offered.test(key.split("\\.", -1)[3]));
    settings.putAll(extra);
    EmbeddedServer running = ApplicationContext.run(EmbeddedServer.class, settings);
    if (!extra.containsKey("kafka.bootstrap.servers")) {
      Feed feed = running.getApplicationContext().getBean(Feed.class);
      await().atMost(Duration.ofSeconds(30)).until(() -> feed.confirmed().isPresent());
    }
    return running;
  }

  private static String servers(String name, String key) {
    return SERVERS + name + "." + key;
  }
}
