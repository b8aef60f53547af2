package dev.holdfast.acceptance.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.local.browser.Browser;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Person;
import dev.holdfast.local.client.Tokens;
import dev.holdfast.local.compose.ComposeProject;
import dev.holdfast.local.system.Settings;
import dev.holdfast.testsupport.FreePorts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A compose project of this test's own: its name, its ports, and images of the jars that this build
 * has made.
 *
 * @param compose the project; without an environment none was begun
 */
record Project(ComposeProject compose) {

  static final List<String> IMAGES =
      List.of(
          "authserver", "token-service", "mcp-gateway", "revocation-listener", "sample-mcp-server");

  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final String TAG = "test-" + ProcessHandle.current().pid();
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  static Project none() {
    return new Project(ComposeProject.of(REPOSITORY, Map.of()));
  }

  static Project single() {
    return begin("single", ComposeProject::of);
  }

  static Project withReplicas() {
    return begin("replicas", ComposeProject::withReplicas);
  }

  private static Project begin(
      String kind, BiFunction<Path, Map<String, String>, ComposeProject> made) {
    Path context = REPOSITORY.resolve("acceptance/target/images");
    Engine.run(REPOSITORY, "deploy/images/prebuilt", context.toString());
    List<Integer> ports = FreePorts.find(3);
    Map<String, String> environment =
        Map.of(
            "COMPOSE_PROJECT_NAME", "holdfast-" + TAG + "-" + kind,
            "HOLDFAST_TAG", TAG + "-" + kind,
            "HOLDFAST_BUILD_CONTEXT", context.toString(),
            "HOLDFAST_AUTHSERVER_PORT", "" + ports.get(0),
            "HOLDFAST_GATEWAY_PORT", "" + ports.get(1),
            "HOLDFAST_PROVIDER_PORT", "" + ports.get(2));
    return new Project(made.apply(REPOSITORY, environment));
  }

  /** Builds, starts, and waits until everything is ready. */
  void up() {
    compose.compose("up", "--build", "--wait", "--quiet-pull");
  }

  /** Takes everything away again: containers, data, images. */
  void down() {
    String tag = compose.environment().get("HOLDFAST_TAG");
    if (tag == null) {
      return;
    }
    compose.compose("down", "--volumes", "--timeout", "2");
    for (String image : IMAGES) {
      Engine.run(REPOSITORY, "docker", "rmi", "holdfast/" + image + ":" + tag);
    }
  }

  /** The containers of a service, whether they run or not. */
  List<String> containers(String service) {
    return Engine.lines(compose.compose("ps", "--all", "--quiet", service)).toList();
  }

  /** Stops a container as an orchestrator does, starts it again, and waits until it is ready. */
  void restart(String container) {
    Engine.run(REPOSITORY, "docker", "stop", container);
    Engine.run(REPOSITORY, "docker", "start", container);
    awaitHealthy(container);
  }

  /** Kills containers, and starts them again in this order. */
  void killAndStart(String... containers) {
    for (String container : containers) {
      Engine.run(REPOSITORY, "docker", "kill", container);
    }
    for (String container : containers) {
      Engine.run(REPOSITORY, "docker", "start", container);
      awaitHealthy(container);
    }
  }

  /** A freshly registered client of the server without a provider. */
  OAuthClient client() {
    return OAuthClient.registering(
        compose.gateway().resolve("/mcp/plain"),
        "Compose test",
        URI.create("http://127.0.0.1:43117/callback"),
        Clock.systemUTC());
  }

  /** The demo user's tokens there. */
  Tokens signIn(OAuthClient client) {
    return client.signIn(
        new Browser(),
        Person.agreeing(Settings.DEMO_USER, compose.world(Clock.systemUTC()).demoPassword()));
  }

  private static void awaitHealthy(String container) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () ->
                assertThat(Engine.inspect(container, "{{.State.Health.Status}}"))
                    .isEqualTo("healthy"));
  }
}
