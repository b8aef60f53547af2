package dev.holdfast.embedded;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes topics the way Holdfast wants them, on any broker. */
public final class Topics {

  private static final short ONE_REPLICA = 1;

  private Topics() {}

  /**
   * Makes these topics with one replica and without end of retention. Topics that exist stay as
   * they are, whatever their partitions.
   *
   * @throws EmbeddedServerException if the broker refuses
   */
  public static void create(String bootstrapServers, Collection<String> topics, int partitions) {
    Map<String, Object> address =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (Admin admin = Admin.create(address)) {
      var requested = topics.stream().map(name -> topic(name, partitions)).toList();
      for (KafkaFuture<Void> created : admin.createTopics(requested).values().values()) {
        awaitUnlessThere(created);
      }
      awaitListed(admin, topics);
    }
  }

  /** The controller knows a new topic a moment before the broker that clients ask. */
  private static void awaitListed(Admin admin, Collection<String> topics) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!await(admin.listTopics().names()).containsAll(topics)) {
      if (System.nanoTime() > deadline) {
        throw new EmbeddedServerException("The broker does not list its new topics");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private static NewTopic topic(String name, int partitions) {
    return new NewTopic(name, partitions, ONE_REPLICA)
        .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"));
  }

  private static void awaitUnlessThere(KafkaFuture<Void> created) {
    try {
      await(created);
    } catch (EmbeddedServerException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private static <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new EmbeddedServerException("The broker refuses topics", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("Interrupted while creating topics", e);
    }
  }
}
