package dev.holdfast.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.testsupport.EnabledIfDocker;
import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.kafka.KafkaContainer;

/** The job's script, in the image that it runs in, on a broker. */
@EnabledIfDocker
final class TopicsJobTest {

  /** Where the broker listens inside its container. */
  private static final String INSIDE = "localhost:9093";

  private static final KafkaContainer KAFKA =
      new KafkaContainer("apache/kafka:4.2.0").withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");

  @BeforeAll
  static void start() {
    KAFKA.start();
  }

  @AfterAll
  static void stop() {
    KAFKA.stop();
  }

  @BeforeEach
  void requireTool() throws IOException, InterruptedException {
    assumeTrue(
        KAFKA.execInContainer("/opt/kafka/bin/kafka-configs.sh", "--version").getExitCode() == 0,
        "kafka-configs.sh does not work in this image");
  }

  @Test
  void topicsAreMadeThenKeptAsTheValuesSayAndNeverPartitionedAnew()
      throws IOException, InterruptedException {
    ExecResult made = run(2, 400);
    assertThat(made.getExitCode()).as(made.getStderr()).isZero();
    assertThat(describe("test.holdfast.identity"))
        .contains("PartitionCount: 2")
        .contains("retention.ms=-1")
        .contains("cleanup.policy=delete");
    assertThat(describe("test.holdfast.audit"))
        .contains("retention.ms=34560000000")
        .contains("compression.type=zstd");

    ExecResult refused = run(3, 500);
    assertThat(refused.getExitCode()).isEqualTo(1);
    assertThat(refused.getStderr())
        .contains("test.holdfast.identity has 2 partitions, and the values say 3");
    assertThat(describe("test.holdfast.identity")).contains("PartitionCount: 2");
    assertThat(describe("test.holdfast.audit")).contains("retention.ms=43200000000");
  }

  private static ExecResult run(int partitions, int auditDays)
      throws IOException, InterruptedException {
    Manifests rendered =
        Chart.render(
            "minimal",
            """
            topics:
              prefix: test.
              replicationFactor: 1
              minInsyncReplicas: 1
              entries:
                identity: {partitions: %d, retentionDays: -1}
                audit: {partitions: 2, retentionDays: %d}
            """
                .formatted(partitions, auditDays));
    copy("topics.sh", rendered.file("topics", "topics.sh"));
    copy("client.properties", rendered.file("topics", "client.properties"));
    // Two of them tell as much as all, and each costs the start of a JVM.
    copy(
        "topics",
        rendered
            .file("topics", "topics")
            .lines()
            .filter(line -> line.matches("test\\.holdfast\\.(identity|audit) .*"))
            .collect(Collectors.joining("\n", "", "\n")));
    return KAFKA.execInContainer(
        "env",
        "BOOTSTRAP_SERVERS=" + INSIDE,
        "CLIENT_PROPERTIES=/tmp/topics/client.properties",
        "KAFKA_HEAP_OPTS=-Xmx192m -XX:TieredStopAtLevel=1",
        "bash",
        "/tmp/topics/topics.sh",
        "/tmp/topics/topics");
  }

  private static void copy(String name, String content) {
    KAFKA.copyFileToContainer(Transferable.of(content), "/tmp/topics/" + name);
  }

  private static String describe(String topic) throws IOException, InterruptedException {
    return KAFKA
        .execInContainer(
            "/opt/kafka/bin/kafka-topics.sh",
            "--bootstrap-server",
            INSIDE,
            "--describe",
            "--topic",
            topic)
        .getStdout();
  }
}
