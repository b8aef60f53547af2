package dev.holdfast.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class TestBrokerTest {

  @Test
  void embeddedBrokerMakesTopics() throws Exception {
    makesTopics(TestBroker.embedded());
  }

  @Test
  @EnabledIfDocker
  void brokerInContainerMakesTopics() throws Exception {
    makesTopics(TestBroker.container());
  }

  @Test
  void oneBrokerServesTheWholeJvm() {
    assertThat(TestBroker.any().bootstrapServers())
        .isEqualTo(TestBroker.any().bootstrapServers())
        .contains(":");
  }

  private static void makesTopics(TestBroker broker) throws Exception {
    String one = broker.newTopic("identity", 2);
    String other = broker.newTopic("identity", 2);
    broker.createTopics(1, one, "fixed");

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      Set<String> topics = admin.listTopics().names().get();
      assertThat(topics).contains(one, other, "fixed");
      assertThat(admin.describeTopics(Set.of(one)).allTopicNames().get().get(one))
          .satisfies(topic -> assertThat(topic.partitions()).hasSize(2));
    }
  }
}
