package dev.holdfast.authserver.harness;

import dev.holdfast.testsupport.FreePorts;
import dev.holdfast.testsupport.Schema;
import dev.holdfast.testsupport.TestDatabase;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A whole authserver on a real database, shared by the tests of a JVM. Kafka is not there. */
public final class Server {

  public static final String RESOURCE = "http://localhost:8080/mcp/sample";
  public static final String PROVIDER_RESOURCE = "http://localhost:8080/mcp/demo";
  public static final String CONSOLE_CALLBACK = "http://127.0.0.1/callback";

  /** A service behind the resource. */
  public static final String API = "https://api.example";

  public static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

  private static final String OFFER = "openid,profile,offline_access,mcp:tools";
  private static final Schema SCHEMA = TestDatabase.any().newSchema();
  private static final Map<String, Object> PROPERTIES = properties();
  private static final EmbeddedServer SHARED = start();

  private Server() {}

  public static String issuer() {
    return String.valueOf(PROPERTIES.get("holdfast.authserver.issuer"));
  }

  public static Schema schema() {
    return SCHEMA;
  }

  public static <T> T bean(Class<T> type) {
    return SHARED.getApplicationContext().getBean(type);
  }

  public static <T> Collection<T> beans(Class<T> type) {
    return SHARED.getApplicationContext().getBeansOfType(type);
  }

  /** A second replica on the same database and keys. */
  public static ApplicationContext replica(Map<String, Object> changes) {
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
    // Short and common passwords do for most tests; PasswordRulesTest has the real rules.
    properties.put("holdfast.authserver.passwords.minimum-length", "8");
    properties.put("holdfast.authserver.passwords.refuse-common", "false");
    properties.put("holdfast.authserver.roles.keeper.scopes", "vault:open");
    properties.put("holdfast.authserver.offer.scopes", OFFER + ",vault:open");
    properties.put("holdfast.authserver.clients.vault.confidential", false);
    properties.put("holdfast.authserver.clients.vault.redirect-uris", CONSOLE_CALLBACK);
    properties.put(
        "holdfast.authserver.clients.vault.grant-types",
        "authorization_code,refresh_token," + Device.GRANT_TYPE);
    properties.put("holdfast.authserver.clients.vault.scopes", "openid,profile,vault:open");
    properties.put("holdfast.authserver.users.alice.name", "Alice <Liddell>");
    properties.put("holdfast.authserver.clients.operator.secret", "operator-secret");
    properties.put("holdfast.authserver.clients.mcp-gateway.secret", "gateway-secret");
    properties.put("holdfast.authserver.resources.sample.uri", RESOURCE);
    properties.put("holdfast.authserver.resources.demo.uri", PROVIDER_RESOURCE);
    properties.put("holdfast.authserver.resources.demo.provider", "demo");
    for (String exchanger : List.of("broker", "worker", "mirror")) {
      String client = "holdfast.authserver.clients." + exchanger;
      properties.put(client + ".secret", exchanger + "-secret");
      properties.put(client + ".grant-types", "client_credentials," + EXCHANGE);
      properties.put(client + ".scopes", "openid,profile,offline_access");
    }
    properties.put("holdfast.authserver.clients.broker.resources", RESOURCE + ',' + API);
    properties.put("holdfast.authserver.clients.worker.resources", API);
    properties.put("holdfast.authserver.clients.mirror.resources", RESOURCE);
    properties.put("holdfast.authserver.exchange.impersonating", "mirror");
    String acme = "holdfast.authserver.identity-assertions.acme";
    properties.put(acme + ".issuer", IdentityProvider.ISSUER);
    properties.put(acme + ".jwks-uri", IdentityProvider.jwksUri());
    properties.put(acme + ".username-claim", "preferred_username");
    properties.putAll(OtherProvider.ACME.settings());
    properties.putAll(OtherProvider.GLOBEX.settings());
    properties.putAll(OtherProvider.STAFF.settings());
    properties.put("holdfast.authserver.login-providers.staff.create-users", "false");
    for (String assistant : List.of("assistant", "colleague")) {
      String client = "holdfast.authserver.clients." + assistant;
      properties.put(client + ".secret", assistant + "-secret");
      properties.put(client + ".grant-types", "urn:ietf:params:oauth:grant-type:jwt-bearer");
      properties.put(client + ".scopes", "openid,mcp:tools");
    }
    for (String device : List.of("tv", "radio")) {
      String client = "holdfast.authserver.clients." + device;
      properties.put(client + ".confidential", false);
      properties.put(client + ".grant-types", Device.GRANT_TYPE + ",refresh_token");
      properties.put(client + ".scopes", "openid,profile");
    }
    String kiosk = "holdfast.authserver.clients.kiosk";
    properties.put(kiosk + ".confidential", false);
    properties.put(kiosk + ".redirect-uris", CONSOLE_CALLBACK);
    properties.put(kiosk + ".grant-types", "authorization_code");
    properties.put(kiosk + ".scopes", "openid,profile");
    properties.put(kiosk + ".resources", RESOURCE);
    String portal = "holdfast.authserver.clients.portal";
    properties.put(portal + ".name", "Portal");
    properties.put(portal + ".confidential", false);
    properties.put(portal + ".redirect-uris", CONSOLE_CALLBACK);
    properties.put(portal + ".grant-types", "authorization_code,refresh_token");
    properties.put(portal + ".scopes", "openid,profile,offline_access");
    properties.put(portal + ".post-logout-redirect-uris", "https://portal.example/bye?from=here");
    properties.put(portal + ".back-channel-logout-uri", RelyingParty.NOTICE.toString());
    // Hundreds of tests are one address and one person.
    for (String limit :
        List.of(
            "login-user", "login-address", "authorize", "register", "client-document", "device")) {
      properties.put("holdfast.authserver.limits." + limit + ".capacity", 100_000);
    }
    properties.put(
        "holdfast.authserver.outbound.allowed-private-hosts", "localhost," + RelyingParty.HOST);
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
