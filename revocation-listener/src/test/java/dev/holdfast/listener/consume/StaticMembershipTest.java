package dev.holdfast.listener.consume;

import static dev.holdfast.listener.fixtures.Happened.lock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.events.Event;
import dev.holdfast.listener.fixtures.World;
import io.micronaut.runtime.server.EmbeddedServer;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Replicas that have names, of which one is restarted. */
class StaticMembershipTest {

  private static final String STAYS = "replica-that-stays";
  private static final String RESTARTED = "replica-that-is-restarted";

  private final World world = new World();

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void whoComesBackUnderItsNameHasItsPartitionAgainAndNobodyNotices() throws Exception {
    try (EmbeddedServer _ = listener(STAYS)) {
      await().until(() -> held(STAYS) == 2);
      Set<TopicPartition> before;
      double rebalances;
      try (EmbeddedServer _ = listener(RESTARTED)) {
        await().atMost(30, TimeUnit.SECONDS).until(() -> held(RESTARTED) == 1);
        // The first is of one, the second takes from it, and the third gives to the other.
        await().until(() -> rebalances(STAYS) >= 3);
        before = assigned(RESTARTED);
        rebalances = rebalances(STAYS);
      }
      Event[] meanwhile =
          IntStream.range(0, 20)
              .mapToObj(number -> lock(world.person("person-" + number)))
              .toArray(Event[]::new);
      world.identity().write(meanwhile);

      try (EmbeddedServer _ = listener(RESTARTED)) {
        await()
            .atMost(30, TimeUnit.SECONDS)
            .until(() -> world.identity().committed(world.group()) == meanwhile.length);
        assertThat(assigned(RESTARTED)).isEqualTo(before).hasSize(1);
        assertThat(rebalances(STAYS)).isEqualTo(rebalances);
      }
    }
  }

  private EmbeddedServer listener(String name) {
    return world.listener(Map.of("holdfast.listener.instance-id", name));
  }

  private Set<TopicPartition> assigned(String name) throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", world.broker().bootstrapServers()))) {
      return admin.describeConsumerGroups(Set.of(world.group())).all().get().values().stream()
          .flatMap(described -> described.members().stream())
          .filter(member -> member.groupInstanceId().filter(name::equals).isPresent())
          .findFirst()
          .orElseThrow()
          .assignment()
          .topicPartitions();
    }
  }

  /** How many partitions a replica has, as its Kafka client says. */
  private static double held(String name) throws JMException {
    return coordination(name, "assigned-partitions");
  }

  /** How many rebalances it has been through. */
  private static double rebalances(String name) throws JMException {
    return coordination(name, "rebalance-total");
  }

  private static double coordination(String name, String metric) throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    var pattern =
        new ObjectName("kafka.consumer:type=consumer-coordinator-metrics,client-id=*-" + name);
    for (ObjectName client : server.queryNames(pattern, null)) {
      return (double) server.getAttribute(client, metric);
    }
    return 0;
  }
}
