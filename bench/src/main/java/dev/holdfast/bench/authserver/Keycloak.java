package dev.holdfast.bench.authserver;

import dev.holdfast.bench.load.Processes;
import dev.holdfast.bench.load.Work;
import dev.holdfast.bench.place.Place;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.system.LocalSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Keycloak, one node, built and started for production as its guide says: optimised build, own
 * schema on the same database server, metrics off, caches local because there is nobody to share
 * them with.
 */
final class Keycloak implements Contender {

  private static final int START_LIMIT_SECONDS = 180;
  private static final long LOOK_MILLIS = 500;
  private static final String REFRESH_TOKEN = "refresh_token";

  private final String algorithm;
  private final Process script;
  private final LocalSecrets secrets;
  private final HttpClient http = TokenEndpoint.newClient();
  private final TokenEndpoint endpoint;
  private final TokenEndpoint introspection;

  private Keycloak(String algorithm, Process script, LocalSecrets secrets, URI realm) {
    this.algorithm = algorithm;
    this.script = script;
    this.secrets = secrets;
    this.introspection =
        new TokenEndpoint(URI.create(realm + "/protocol/openid-connect/token/introspect"), http);
    this.endpoint = new TokenEndpoint(URI.create(realm + "/protocol/openid-connect/token"), http);
  }

  /**
   * Starts an unpacked distribution.
   *
   * @param home where it was unpacked
   * @param algorithm what its realm signs with; RS256 is its own default
   */
  static Keycloak start(Place place, Path home, int heapMegabytes, String algorithm) {
    LocalSecrets secrets = place.settings().secrets();
    var distribution = new KeycloakDistribution(home, heapMegabytes);
    String realm = "bench-" + algorithm.toLowerCase(Locale.ROOT);
    distribution.writeRealm(realm, algorithm, secrets);
    distribution.build(place.state());
    int port = Place.freePort();
    Process script = distribution.start(port, place.settings(), place.state());
    Runtime.getRuntime().addShutdownHook(new Thread(script::destroy, "keycloak-stop"));
    URI address = URI.create("http://localhost:" + port + "/realms/" + realm);
    var keycloak = new Keycloak(algorithm, script, secrets, address);
    try {
      keycloak.awaitReady(address);
      return keycloak;
    } catch (RuntimeException e) {
      keycloak.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return "Keycloak " + KeycloakDistribution.VERSION + ", " + algorithm;
  }

  /** The script only waits for the JVM below it. */
  @Override
  public Processes processes() {
    return new Processes(script.descendants().map(ProcessHandle::pid).toList());
  }

  @Override
  public Work clientCredentials() {
    String authorization = authorization();
    Map<String, String> form = Map.of("grant_type", "client_credentials");
    return () -> endpoint.post(form, authorization, "access_token");
  }

  @Override
  public Work refresh() {
    return new RefreshChain(endpoint, KeycloakDistribution.APP, signIn(REFRESH_TOKEN));
  }

  @Override
  public Work introspection() {
    return new Introspection(introspection, authorization(), signIn("access_token"));
  }

  @Override
  public void close() {
    http.shutdownNow();
    List<ProcessHandle> below = script.descendants().toList();
    below.forEach(ProcessHandle::destroy);
    script.destroy();
    below.forEach(process -> process.onExit().join());
  }

  private Secret signIn(String member) {
    Map<String, String> form =
        Map.of(
            "grant_type",
            "password",
            "client_id",
            KeycloakDistribution.APP,
            "username",
            KeycloakDistribution.PERSON,
            "password",
            secrets.get(KeycloakDistribution.PERSON_PASSWORD).reveal());
    try {
      return Secret.of(endpoint.post(form, null, member));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private String authorization() {
    String secret = secrets.get(KeycloakDistribution.SERVICE_SECRET).reveal();
    return TokenEndpoint.basic(KeycloakDistribution.SERVICE, secret);
  }

  private void awaitReady(URI realm) {
    var request = HttpRequest.newBuilder(URI.create(realm + "/.well-known/openid-configuration"));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_LIMIT_SECONDS);
    while (script.isAlive() && System.nanoTime() < deadline) {
      if (answers(request.build())) {
        return;
      }
    }
    throw new IllegalStateException("Keycloak did not start; see its log");
  }

  private boolean answers(HttpRequest request) {
    try {
      Thread.sleep(LOOK_MILLIS);
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
