package dev.holdfast.local.system;

import dev.holdfast.contracts.events.Topics;
import dev.holdfast.contracts.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How the parts of one local run are told about each other.
 *
 * @param ports where they listen
 * @param secrets what they prove themselves with
 * @param state where they keep what must survive a restart
 * @param extra configuration on top of the standard one, by part; what tests shorten and add
 */
public record Settings(
    Ports ports, LocalSecrets secrets, Path state, Map<String, Map<String, String>> extra) {

  /** The person of the demo, at our authserver and at the provider. */
  public static final String DEMO_USER = "ada";

  /** The schemas of a run; each belongs to a user of the same name. */
  public static final List<String> SCHEMAS = List.of("authserver", "token_service", "provider");

  /** In front of the names of the provider's topics. */
  static final String PROVIDER_TOPICS = "provider.";

  private static final String PROVIDER_CLIENT = "holdfast";
  private static final int SERVICE_HEAP = 192;

  /** The standard run. */
  public static Settings standard(Ports ports, LocalSecrets secrets, Path state) {
    return new Settings(ports, secrets, state, Map.of());
  }

  /** Our issuer. */
  public URI issuer() {
    return local(ports.authserver(), "");
  }

  /** The third-party provider's issuer. */
  public URI providerIssuer() {
    return local(ports.provider(), "");
  }

  /** The gateway, as clients know it. */
  public URI gatewayUrl() {
    return local(ports.gateway(), "");
  }

  /** The MCP endpoint of one of the gateway's servers. */
  public URI mcp(String server) {
    return local(ports.gateway(), "/mcp/" + server);
  }

  /** The MCP endpoint of several of them as one. */
  public URI together() {
    return local(ports.gateway(), "/mcp");
  }

  /** Kafka's address. */
  public String bootstrapServers() {
    return "127.0.0.1:" + ports.broker();
  }

  /** The demo user's password. */
  public Secret demoPassword() {
    return secrets.get("demo-user");
  }

  /** Every part: each stage needs the one before it. */
  public List<List<Part>> stages() {
    return List.of(
        List.of(database(), broker(), sample()),
        List.of(authserver(), provider(), tokenService()),
        List.of(gateway(), listener()));
  }

  /** Whether a part is what the others keep their data in. */
  boolean isInfrastructure(Part part) {
    return part.module().equals("deploy/embedded");
  }

  /** MariaDB. */
  public Part database() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("HOLDFAST_DATABASE_DIR", state.resolve("database").toString());
    environment.put("HOLDFAST_DATABASE_PORT", "" + ports.database());
    environment.put("HOLDFAST_DATABASE_SCHEMAS", String.join(",", SCHEMAS));
    for (String schema : SCHEMAS) {
      environment.put(
          "HOLDFAST_DATABASE_PASSWORD_" + schema.toUpperCase(Locale.ROOT),
          databasePassword(schema).reveal());
    }
    return infrastructure("database", "DatabaseMain", 64, environment);
  }

  /** Kafka. */
  public Part broker() {
    return infrastructure(
        "broker",
        "BrokerMain",
        384,
        Map.of(
            "HOLDFAST_BROKER_DIR", state.resolve("broker").toString(),
            "HOLDFAST_BROKER_PORT", "" + ports.broker(),
            "HOLDFAST_BROKER_TOPICS", String.join(",", topics())));
  }

  /** The topics of a run, the provider's included. */
  public static List<String> topics() {
    return Stream.concat(
            Topics.all().stream(),
            Stream.of(Topics.IDENTITY, Topics.AUDIT).map(PROVIDER_TOPICS::concat))
        .toList();
  }

  /** The sample MCP server behind the gateway. */
  public Part sample() {
    return new Part(
        "sample-mcp-server",
        "deploy/sample-mcp-server",
        null,
        96,
        Map.of(
            "PORT", "" + ports.sample(),
            "PROVIDER_USERINFO_URL", providerIssuer() + "/userinfo"),
        Map.of(),
        null);
  }

  /** Our authorization server. */
  public Part authserver() {
    return hashing(
        service(
            "authserver",
            "authserver",
            ports.authserver(),
            new ServiceConfiguration(this).authserver()));
  }

  /** The same program as a third party that users connect to. */
  public Part provider() {
    return hashing(
        service(
            "provider", "authserver", ports.provider(), new ServiceConfiguration(this).provider()));
  }

  /** The token-service. */
  public Part tokenService() {
    return service(
        "token-service",
        "token-service",
        ports.tokenService(),
        new ServiceConfiguration(this).tokenService());
  }

  /** The gateway. */
  public Part gateway() {
    return service(
        "mcp-gateway", "mcp-gateway", ports.gateway(), new ServiceConfiguration(this).gateway());
  }

  /** The listener. */
  public Part listener() {
    return service(
        "revocation-listener",
        "revocation-listener",
        ports.listener(),
        new ServiceConfiguration(this).listener());
  }

  /** A second gateway, as a load balancer would have it: same keys, same public address. */
  public Part gatewayReplica(int port) {
    return gateway()
        .with(Map.of("micronaut.server.port", "" + port))
        .named("mcp-gateway-2", local(port, "/health/readiness"));
  }

  /** The password of a schema's user. */
  public Secret databasePassword(String schema) {
    return secrets.get("database-" + schema);
  }

  static URI local(int port, String path) {
    return URI.create("http://localhost:" + port + path);
  }

  static String providerClient() {
    return PROVIDER_CLIENT;
  }

  /** Passwords are hashed there, in a third of the time when that is compiled well. */
  private static Part hashing(Part part) {
    return part.lasting(SERVICE_HEAP);
  }

  private Part service(String name, String module, int port, Map<String, String> configuration) {
    Map<String, String> all = new LinkedHashMap<>(configuration);
    all.put("micronaut.server.port", "" + port);
    // Nobody here has to be told before Ctrl-C.
    all.put("holdfast.stop.notice", "0s");
    all.putAll(extra.getOrDefault(name, Map.of()));
    return new Part(
        name, module, null, SERVICE_HEAP, Map.of(), all, local(port, "/health/readiness"));
  }

  private static Part infrastructure(
      String name, String mainClass, int heap, Map<String, String> environment) {
    return new Part(
        name,
        "deploy/embedded",
        "dev.holdfast.embedded." + mainClass,
        heap,
        environment,
        Map.of(),
        null);
  }
}
