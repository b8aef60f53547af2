package dev.holdfast.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

  @TempDir Path directory;

  @Test
  void recordsOutliveRestart() {
    Path data = directory.resolve("data");
    try (var broker = EmbeddedBroker.start(data, 0, 0)) {
      broker.createTopics(List.of("identity"), 2);
      Records.send(broker.bootstrapServers(), "identity", "kept");
    }
    try (var broker = EmbeddedBroker.start(data, 0, 0)) {
      assertThat(Records.readAll(broker.bootstrapServers(), "identity")).containsExactly("kept");
    }
  }

  @Test
  void topicsAreMadeOnceAndKeptForEver() throws Exception {
    try (var broker = EmbeddedBroker.start(directory.resolve("data"), 0, 0)) {
      broker.createTopics(List.of("identity"), 2);
      broker.createTopics(List.of("identity", "audit"), 3);

      try (Admin admin = admin(broker)) {
        Map<String, TopicDescription> topics =
            admin.describeTopics(List.of("identity", "audit")).allTopicNames().get();
        assertThat(topics.get("identity"))
            .satisfies(topic -> assertThat(topic.partitions()).hasSize(2));
        assertThat(topics.get("audit"))
            .satisfies(topic -> assertThat(topic.partitions()).hasSize(3));
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, "audit");
        assertThat(admin.describeConfigs(List.of(resource)).all().get().get(resource))
            .satisfies(
                settings -> assertThat(settings.get("retention.ms").value()).isEqualTo("-1"));
      }
    }
  }

  @Test
  void unknownTopicIsNotMadeByUse() {
    try (var broker = EmbeddedBroker.start(directory.resolve("data"), 0, 0);
        Admin admin = admin(broker)) {
      assertThatThrownBy(() -> Records.send(broker.bootstrapServers(), "typo", "lost"))
          .isInstanceOf(Exception.class);
      assertThatThrownBy(() -> admin.describeTopics(List.of("typo")).allTopicNames().get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }
  }

  @Test
  void saysWhereItDoesNotStart() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> EmbeddedBroker.start(directory.resolve("data"), port, 0))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining("127.0.0.1:" + port)
          .hasStackTraceContaining("Address already in use");
    }
  }

  private static Admin admin(EmbeddedBroker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }
}
