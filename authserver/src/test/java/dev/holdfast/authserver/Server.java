package dev.holdfast.authserver;

import dev.holdfast.testsupport.FreePorts;
import dev.holdfast.testsupport.Schema;
import dev.holdfast.testsupport.TestDatabase;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A whole authserver on a real database, shared by the tests of a JVM. Kafka is not there. */
final class Server {

  static final String RESOURCE = "http://localhost:8080/mcp/sample";
  static final String PROVIDER_RESOURCE = "http://localhost:8080/mcp/demo";
  static final String CONSOLE_CALLBACK = "http://127.0.0.1/callback";

  private static final Schema SCHEMA = TestDatabase.any().newSchema();
  private static final Map<String, Object> PROPERTIES = properties();
  private static final EmbeddedServer SHARED = start();

  private Server() {}

  static String issuer() {
    return String.valueOf(PROPERTIES.get("holdfast.authserver.issuer"));
  }

  static Schema schema() {
    return SCHEMA;
  }

  static <T> T bean(Class<T> type) {
    return SHARED.getApplicationContext().getBean(type);
  }

  /** A second replica on the same database and keys. */
  static ApplicationContext replica(Map<String, Object> changes) {
    Map<String, Object> properties = new HashMap<>(PROPERTIES);
    properties.put("micronaut.server.port", FreePorts.one());
    properties.putAll(changes);
    return ApplicationContext.run(properties);
  }

  private static EmbeddedServer start() {
    EmbeddedServer server = ApplicationContext.run(EmbeddedServer.class, PROPERTIES);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "authserver-stop"));
    return server;
  }

  private static Map<String, Object> properties() {
    int port = FreePorts.one();
    Map<String, Object> properties = new HashMap<>(SCHEMA.micronautProperties());
    properties.put("micronaut.server.port", port);
    properties.put("holdfast.authserver.issuer", "http://localhost:" + port);
    properties.put("holdfast.keys.directory", directory().toString());
    properties.put("holdfast.authserver.users.alice.password", "wonderland");
    properties.put("holdfast.authserver.users.alice.name", "Alice <Liddell>");
    properties.put("holdfast.authserver.clients.operator.secret", "operator-secret");
    properties.put("holdfast.authserver.clients.mcp-gateway.secret", "gateway-secret");
    properties.put("holdfast.authserver.resources.sample.uri", RESOURCE);
    properties.put("holdfast.authserver.resources.demo.uri", PROVIDER_RESOURCE);
    properties.put("holdfast.authserver.resources.demo.provider", "demo");
    for (String device : List.of("tv", "radio")) {
      String client = "holdfast.authserver.clients." + device;
      properties.put(client + ".confidential", false);
      properties.put(client + ".grant-types", Device.GRANT_TYPE + ",refresh_token");
      properties.put(client + ".scopes", "openid,profile");
    }
    properties.put("kafka.bootstrap.servers", "127.0.0.1:1");
    return properties;
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory("holdfast-test-keys-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
