package dev.holdfast.embedded;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * {@link EmbeddedBroker} as a process of its own. Prints {@code ready} when it is, and ends on
 * SIGTERM with status 0.
 *
 * <p>Environment: {@code HOLDFAST_BROKER_DIR} (data), {@code HOLDFAST_BROKER_PORT} (9092), {@code
 * HOLDFAST_BROKER_CONTROLLER_PORT} (any), {@code HOLDFAST_BROKER_TOPICS} (topics to make, by comma)
 * and {@code HOLDFAST_BROKER_PARTITIONS} (of each new topic, 4).
 */
public final class BrokerMain {

  private BrokerMain() {}

  /** Runs until told to stop. */
  public static void main(String[] arguments) {
    Foreground.serve(() -> start(new Foreground(System.getenv())));
  }

  private static EmbeddedBroker start(Foreground settings) {
    Path data = Path.of(settings.require("HOLDFAST_BROKER_DIR"));
    int port = settings.number("HOLDFAST_BROKER_PORT", 9092);
    int controllerPort = settings.number("HOLDFAST_BROKER_CONTROLLER_PORT", 0);
    int partitions = settings.number("HOLDFAST_BROKER_PARTITIONS", 4);
    List<String> topics = topics(settings.optional("HOLDFAST_BROKER_TOPICS").orElse(""));
    EmbeddedBroker broker = EmbeddedBroker.start(data, port, controllerPort);
    broker.createTopics(topics, partitions);
    return broker;
  }

  private static List<String> topics(String names) {
    return Arrays.stream(names.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
