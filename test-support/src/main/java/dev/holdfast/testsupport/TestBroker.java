package dev.holdfast.testsupport;

import dev.holdfast.embedded.Topics;
import java.util.List;
import java.util.UUID;

/**
 * A Kafka broker shared by all tests of a JVM, started when first asked for and stopped with the
 * JVM. Tests keep apart by using topics and group ids of their own.
 */
public final class TestBroker {

  private final String bootstrapServers;

  private TestBroker(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** A container where a Docker engine answers, embedded otherwise. */
  public static TestBroker any() {
    return DockerEngine.answers() ? container() : embedded();
  }

  /** A broker inside this JVM, on any machine. */
  public static TestBroker embedded() {
    return Embedded.SHARED;
  }

  /** Kafka 4.2 in a container; for tests that are {@link EnabledIfDocker}. */
  public static TestBroker container() {
    return Container.SHARED;
  }

  /** The address for clients. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Makes these topics with endless retention; those that exist stay as they are. */
  public void createTopics(int partitions, String... topics) {
    Topics.create(bootstrapServers, List.of(topics), partitions);
  }

  /** A new topic whose name starts with {@code prefix}. */
  public String newTopic(String prefix, int partitions) {
    String topic = prefix + "." + UUID.randomUUID();
    createTopics(partitions, topic);
    return topic;
  }

  private static final class Embedded {
    static final TestBroker SHARED = new TestBroker(BrokerStart.embedded());
  }

  private static final class Container {
    static final TestBroker SHARED = new TestBroker(BrokerStart.container());
  }
}
