package dev.holdfast.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker, its own KRaft controller, inside this JVM, on 127.0.0.1. Topics are made only by
 * {@link #createTopics} or an administrator, and keep their records for ever. Data outlives {@link
 * #close()} and a killed JVM.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private final KafkaRaftServer server;
  private final String bootstrapServers;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts on {@code dataDirectory}, made if absent, and returns when clients are served.
   *
   * @param port the port for clients; 0 for any free one
   * @param controllerPort the port the controller needs; 0 for any free one
   * @throws EmbeddedServerException if the broker does not start
   */
  public static EmbeddedBroker start(Path dataDirectory, int port, int controllerPort) {
    Path data = dataDirectory.toAbsolutePath().normalize();
    Directories.createWhole(data, EmbeddedBroker::format);
    int clients = LoopbackPort.orFree(port);
    var settings = new BrokerSettings(data, clients, LoopbackPort.orFree(controllerPort));
    var broker =
        new EmbeddedBroker(
            new KafkaRaftServer(new KafkaConfig(settings.toMap(), false), Time.SYSTEM),
            "127.0.0.1:" + clients);
    broker.startUp();
    return broker;
  }

  private void startUp() {
    try {
      server.startup();
    } catch (RuntimeException e) {
      close();
      throw new EmbeddedServerException("Kafka did not start on " + bootstrapServers, e);
    }
  }

  private static void format(Path directory) {
    var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try {
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(BrokerSettings.NODE_ID)
          .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
          .setMetadataLogDirectory(directory.toString())
          .addDirectory(directory.toString())
          .setPrintStream(silent)
          .run();
    } catch (Exception e) {
      throw new EmbeddedServerException("Kafka could not format " + directory, e);
    }
  }

  /** The address for clients. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Makes these topics, kept for ever; those that exist stay as they are. */
  public void createTopics(Collection<String> topics, int partitions) {
    Topics.create(bootstrapServers, topics, partitions);
  }

  /** Stops in good order and keeps the data. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      server.shutdown();
      server.awaitShutdown();
    }
  }
}
