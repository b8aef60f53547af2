package dev.holdfast.acceptance.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.local.demo.Story;
import dev.holdfast.local.demo.World;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What deploy/compose/README.md promises, from images of the jars that this build has made. */
@TestMethodOrder(OrderAnnotation.class)
final class ComposeTest {

  private static Project project = Project.none();

  @BeforeAll
  static void up() {
    Engine.assumeComplete();
    project = Project.single();
    project.up();
  }

  @AfterAll
  static void down() {
    project.down();
  }

  @Test
  @Order(1)
  void theDemoPasses() {
    tellAll();
  }

  @Test
  @Order(2)
  void theDemoPassesAgainAfterTheBrokerAndTheGatewayWereKilled() {
    project.killAndStart(
        project.containers("kafka").getFirst(), project.containers("mcp-gateway").getFirst());

    tellAll();
  }

  @Test
  void servicesAreNobodyInParticularAndWriteNothingToTheirImage() {
    for (String service : Project.IMAGES) {
      String container = project.containers(service).getFirst();
      assertThat(Engine.inspect(container, "{{.Config.User}}")).isEqualTo("10001:10001");
      assertThat(Engine.inspect(container, "{{.HostConfig.ReadonlyRootfs}}")).isEqualTo("true");
      assertThat(Engine.inspect(container, "{{.HostConfig.CapDrop}}")).isEqualTo("[ALL]");
    }
  }

  @Test
  void servicesStartWithWhatTheirImagesLearnt() {
    for (String service : Project.IMAGES) {
      String container = project.containers(service).getFirst();
      assertThat(Engine.inspect(container, "{{.Config.Cmd}}")).contains("-XX:AOTCache=");
      // The JVM says there why it cannot use it.
      assertThat(project.compose().compose("logs", "--no-color", service)).doesNotContain("[aot]");
    }
  }

  @Test
  void noSecretIsInWhatTheEngineTellsOrInALog() {
    String demo = project.compose().world(Clock.systemUTC()).demoPassword().reveal();
    String root =
        project
            .compose()
            .compose("exec", "-T", "mysql", "cat", "/docker-entrypoint-initdb.d/root-password")
            .strip();
    List<String> containers =
        Engine.lines(project.compose().compose("ps", "--all", "--quiet")).toList();

    assertThat(containers).hasSizeGreaterThan(Project.IMAGES.size());
    assertThat(containers)
        .allSatisfy(
            container ->
                assertThat(Engine.inspect(container, "{{json .}}")).doesNotContain(demo, root));
    assertThat(project.compose().compose("logs", "--no-color")).doesNotContain(demo, root);
  }

  @Test
  void onlyPublicPortsArePublishedAndOnlyOnLoopback() {
    List<String> published =
        Engine.lines(project.compose().compose("ps", "--format", "{{.Ports}}"))
            .flatMap(ports -> Stream.of(ports.split(", ", -1)))
            .filter(port -> port.contains("->"))
            .toList();

    assertThat(published).hasSize(3).allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  /** The ports here are not the usual ones, so the issuer's is none of its container. */
  @Test
  void operatorsLookAfterUsersInTheContainer() {
    String users =
        project
            .compose()
            .compose(
                "exec",
                "-T",
                "authserver",
                "java",
                "@holdfast",
                "--secret-file",
                "/run/secrets/operator-secret",
                "user",
                "list");

    assertThat(users).contains("Ada Lovelace");
  }

  @Test
  void aCallWithoutATokenIsRefused() {
    RawMcp plain = new RawMcp(project.compose().gateway().resolve("/mcp/plain"));

    assertThat(plain.post(null, null, RawMcp.INITIALIZE).statusCode()).isEqualTo(401);
  }

  private static void tellAll() {
    World world = project.compose().world(Clock.systemUTC());
    assertThat(Story.all()).allSatisfy(story -> assertThat(story.tell(world)).isNotEmpty());
  }
}
