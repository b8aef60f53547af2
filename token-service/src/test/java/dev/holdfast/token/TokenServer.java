package dev.holdfast.token;

import dev.holdfast.bearer.testing.TestIssuer;
import dev.holdfast.bearer.testing.TestToken;
import dev.holdfast.contracts.events.Decoded;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.testsupport.FreePorts;
import dev.holdfast.testsupport.MutableClock;
import dev.holdfast.testsupport.Schema;
import dev.holdfast.testsupport.TestDatabase;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The whole service on a port of its own. Its broker is away, so events stay in the outbox. */
public final class TokenServer implements AutoCloseable {

  private static final String AUDIENCE = "http://localhost:9001";

  private final TestIssuer issuer = TestIssuer.start();
  private final TestIssuer provider = TestIssuer.start();
  private final Schema schema;
  private final EmbeddedServer server;

  private TokenServer(Schema schema, Path keys, Map<String, Object> more) {
    this.schema = schema;
    int port = FreePorts.one();
    Map<String, Object> settings = new HashMap<>(schema.micronautProperties());
    settings.put("kafka.bootstrap.servers", "127.0.0.1:" + FreePorts.one());
    settings.put("micronaut.server.port", port);
    settings.put("micronaut.http.services.tokens.url", "http://127.0.0.1:" + port);
    settings.put("micronaut.http.services.tokens.read-timeout", "30s");
    settings.put("holdfast.bearer.audience", AUDIENCE);
    settings.put("holdfast.bearer.issuers", List.of(issuer.url(), provider.url()));
    settings.put("holdfast.token.keys.directory", keys.toString());
    // Tests exchange tokens one after the other; see RotationPauseTest.
    settings.put("holdfast.token.grants.rotation-pause", "0s");
    settings.put("holdfast.token.connections.background", "false");
    settings.putAll(more);
    this.server = ApplicationContext.run(EmbeddedServer.class, settings);
  }

  /** Starts one. */
  public static TokenServer start(Path keys) {
    return new TokenServer(TestDatabase.any().newSchema(), keys, Map.of());
  }

  /** Starts one with more settings. */
  public static TokenServer start(Path keys, Map<String, Object> more) {
    return new TokenServer(TestDatabase.any().newSchema(), keys, more);
  }

  /** Starts one on a given database. */
  public static TokenServer start(Schema schema, Path keys) {
    return new TokenServer(schema, keys, Map.of());
  }

  /** Starts one on a given database, with more settings. */
  public static TokenServer start(Schema schema, Path keys, Map<String, Object> more) {
    return new TokenServer(schema, keys, more);
  }

  /** Another replica on the same database, for callers of its beans; the caller closes it. */
  public TokenServer replica(Path keys) {
    return new TokenServer(schema, keys, Map.of());
  }

  /** Another replica on the same database with more settings; the caller closes it. */
  public TokenServer replica(Path keys, Map<String, Object> more) {
    return new TokenServer(schema, keys, more);
  }

  /**
   * A replica that is a process of its own, ready to be called and killed; the caller closes it.
   */
  public TokenProcess process(Path keys, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("holdfast.bearer.issuers", issuer.url() + "," + provider.url());
    return TokenProcess.start(schema, keys, settings).ready();
  }

  /** A bean, or a client made of an interface. */
  public <T> T get(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  /** The service's clock. */
  public MutableClock clock() {
    return get(MutableClock.class);
  }

  /** The schema of the service. */
  public Schema schema() {
    return schema;
  }

  /** Where the service listens. */
  public String url() {
    return server.getURL().toString();
  }

  /** From now on, clients present a token of the primary issuer with these scopes. */
  public void callWith(String... scopes) {
    present(token(issuer, scopes).sign());
  }

  /** From now on, clients present a token of the second issuer with these scopes. */
  public void callAsProviderWith(String... scopes) {
    present(token(provider, scopes).sign());
  }

  /** From now on, clients present this; nothing if it is blank. */
  public void present(String token) {
    get(Clients.ServiceToken.class).value.set(token);
  }

  /** Posts by hand, with the token that clients present. */
  public HttpResponse<String> post(String path, String json) {
    return post(url(), path, json);
  }

  /** Posts by hand to another replica, with the token that clients present. */
  public HttpResponse<String> post(String replica, String path, String json) {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(replica + path))
              .header("Authorization", "Bearer " + get(Clients.ServiceToken.class).value.get())
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(json))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private TestToken token(TestIssuer from, String... scopes) {
    return from.token("authserver", AUDIENCE, clock().instant())
        .with("scope", String.join(" ", scopes));
  }

  /** Somebody new at the primary issuer. */
  public SubjectId someone() {
    return new SubjectId(issuer.url(), UUID.randomUUID().toString());
  }

  /** Every event that was ever appended, in order. */
  public List<Event> events() {
    List<Event> events = new ArrayList<>();
    try (var connection = schema.dataSource().getConnection();
        var sql = connection.createStatement();
        var rows = sql.executeQuery("SELECT value FROM outbox ORDER BY seq")) {
      while (rows.next()) {
        if (new EventCodec().decode(rows.getBytes(1)) instanceof Decoded.Known(Event event)) {
          events.add(event);
        }
      }
      return events;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The events of one kind about one subject. */
  public <E extends Event> List<E> events(Class<E> type, SubjectId subject) {
    return events().stream()
        .filter(event -> event.header().subject().equals(subject))
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  @Override
  public void close() {
    server.close();
    issuer.close();
    provider.close();
  }
}
