package dev.holdfast.local.system;

import java.util.LinkedHashMap;
import java.util.Map;

/** The Micronaut properties of each service in a local run. */
record ServiceConfiguration(Settings settings) {

  private static final String GATEWAY_CLIENT = "mcp-gateway";
  private static final String LISTENER_CLIENT = "revocation-listener";
  private static final String OPERATOR_CLIENT = "operator";

  /** Whose older logins the authserver does not take, and whose older grants the listener ends. */
  private static final String SINGLE_SESSION_CLIENTS = "console";

  Map<String, String> authserver() {
    Map<String, String> all = authserver(settings.issuer().toString(), "authserver");
    clientSecret(all, GATEWAY_CLIENT, "client-" + GATEWAY_CLIENT);
    clientSecret(all, LISTENER_CLIENT, "client-" + LISTENER_CLIENT);
    clientSecret(all, OPERATOR_CLIENT, "client-" + OPERATOR_CLIENT);
    all.put("holdfast.revocation-listener.audience", listenerUrl());
    for (String server : new String[] {"sample", "plain", "open"}) {
      String resource = "holdfast.authserver.resources." + server;
      all.put(resource + ".uri", settings.mcp(server).toString());
    }
    all.put("holdfast.authserver.resources.sample.provider", "demo");
    all.put("holdfast.authserver.resources.together.uri", settings.together().toString());
    all.put("holdfast.authserver.resources.together.provider", "demo");
    String provider = "holdfast.authserver.login-providers.demo";
    all.put(provider + ".issuer", settings.providerIssuer().toString());
    all.put(provider + ".client-id", Settings.providerClient());
    all.put(provider + ".client-secret", settings.secrets().get("provider-client").reveal());
    all.put(provider + ".display-name", "the demo provider");
    all.put(provider + ".scopes", "profile");
    return all;
  }

  Map<String, String> provider() {
    Map<String, String> all = authserver(settings.providerIssuer().toString(), "provider");
    // A third party's events are its own; ours would end up as dead letters of a strange issuer.
    all.put("holdfast.outbox.topic-prefix", Settings.PROVIDER_TOPICS);
    clientSecret(all, OPERATOR_CLIENT, "client-" + OPERATOR_CLIENT);
    clientSecret(all, Settings.providerClient(), "provider-client");
    all.put(
        "holdfast.authserver.clients." + Settings.providerClient() + ".redirect-uris",
        callback() + "," + settings.issuer() + "/login/demo/callback");
    return all;
  }

  Map<String, String> tokenService() {
    Map<String, String> all = database("token_service");
    all.put("kafka.bootstrap.servers", settings.bootstrapServers());
    all.put("holdfast.token.keys.directory", keys("token-service"));
    all.put("holdfast.bearer.issuers", settings.issuer() + "," + settings.providerIssuer());
    all.put("holdfast.bearer.audience", tokenServiceUrl());
    String provider = "holdfast.token.providers.demo";
    all.put(provider + ".issuer", settings.providerIssuer().toString());
    all.put(provider + ".client-id", Settings.providerClient());
    all.put(provider + ".client-secret", settings.secrets().get("provider-client").reveal());
    all.put(provider + ".scopes", "openid,profile");
    all.put(provider + ".redirect-uri", callback());
    return all;
  }

  Map<String, String> gateway() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("kafka.bootstrap.servers", settings.bootstrapServers());
    all.put("holdfast.gateway.public-url", settings.gatewayUrl().toString());
    all.put("holdfast.gateway.issuers", settings.issuer().toString());
    all.put("holdfast.gateway.session.keyset", keys("gateway") + "/sessions.json");
    all.put("holdfast.gateway.session.create-keyset", "true");
    serviceCaller(all, GATEWAY_CLIENT);
    String upstream = Settings.local(settings.ports().sample(), "/mcp").toString();
    String servers = "holdfast.gateway.servers.";
    for (String server : new String[] {"sample", "plain", "open"}) {
      all.put(servers + server + ".url", upstream);
      all.put(servers + server + ".identity-headers", "true");
      all.put(servers + server + ".scopes", "mcp:tools");
    }
    all.put(servers + "sample.credential", "connection");
    all.put(servers + "sample.provider", "demo");
    all.put(servers + "open.anonymous", "true");
    all.put("holdfast.gateway.aggregate.servers", "plain,sample");
    all.put("holdfast.gateway.aggregate.scopes", "mcp:tools");
    return all;
  }

  Map<String, String> listener() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("kafka.bootstrap.servers", settings.bootstrapServers());
    all.put("revocation.client-ids", SINGLE_SESSION_CLIENTS);
    serviceCaller(all, LISTENER_CLIENT);
    all.put("holdfast.bearer.audience", listenerUrl());
    return all;
  }

  private String listenerUrl() {
    return Settings.local(settings.ports().listener(), "").toString();
  }

  private Map<String, String> authserver(String issuer, String schema) {
    Map<String, String> all = database(schema);
    all.put("kafka.bootstrap.servers", settings.bootstrapServers());
    all.put("holdfast.authserver.issuer", issuer);
    all.put("holdfast.keys.directory", keys(schema));
    all.put("holdfast.authserver.single-session.client-ids", SINGLE_SESSION_CLIENTS);
    all.put("holdfast.token-service.url", tokenServiceUrl());
    all.put("holdfast.token-service.audience", tokenServiceUrl());
    String user = "holdfast.authserver.users." + Settings.DEMO_USER;
    all.put(user + ".password", settings.demoPassword().reveal());
    all.put(user + ".name", "Ada Lovelace");
    return all;
  }

  private Map<String, String> database(String schema) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(
        "datasources.default.url",
        "jdbc:mysql://127.0.0.1:" + settings.ports().database() + "/" + schema);
    all.put("datasources.default.username", schema);
    all.put("datasources.default.password", settings.databasePassword(schema).reveal());
    return all;
  }

  private void clientSecret(Map<String, String> all, String id, String secret) {
    all.put(
        "holdfast.authserver.clients." + id + ".secret", settings.secrets().get(secret).reveal());
  }

  private void serviceCaller(Map<String, String> all, String id) {
    all.put("holdfast.token-service.url", tokenServiceUrl());
    all.put("holdfast.token-service.audience", tokenServiceUrl());
    all.put("holdfast.service.issuer", settings.issuer().toString());
    all.put("holdfast.service.client-id", id);
    all.put("holdfast.service.client-secret", settings.secrets().get("client-" + id).reveal());
  }

  private String tokenServiceUrl() {
    return Settings.local(settings.ports().tokenService(), "").toString();
  }

  private String callback() {
    return settings.issuer() + "/connect/demo/callback";
  }

  private String keys(String part) {
    return settings.state().resolve("keys").resolve(part).toString();
  }
}
