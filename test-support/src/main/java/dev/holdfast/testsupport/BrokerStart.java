package dev.holdfast.testsupport;

import dev.holdfast.embedded.EmbeddedBroker;
import java.nio.file.Path;
import org.testcontainers.kafka.KafkaContainer;

/** Starts brokers that end with the JVM; both return the address for clients. */
final class BrokerStart {

  private static final String KIND = "kafka";

  private BrokerStart() {}

  static String embedded() {
    ScratchDirectories.leftBehind(KIND).forEach(ScratchDirectories::delete);
    Path scratch = ScratchDirectories.create(KIND);
    EmbeddedBroker broker = EmbeddedBroker.start(scratch.resolve("data"), 0, 0);
    atExit(
        () -> {
          broker.close();
          ScratchDirectories.delete(scratch);
        });
    return broker.bootstrapServers();
  }

  @SuppressWarnings("resource") // Lives as long as the JVM.
  static String container() {
    var container =
        new KafkaContainer("apache/kafka:4.2.0")
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
    container.start();
    atExit(container::stop);
    return container.getBootstrapServers();
  }

  private static void atExit(Runnable stop) {
    Runtime.getRuntime().addShutdownHook(new Thread(stop, "test-broker-stop"));
  }
}
