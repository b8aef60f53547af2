package dev.holdfast.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
  private final String plain;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedBroker(Map<String, String> settings, int clients, int plain) {
    this.server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    this.bootstrapServers = "127.0.0.1:" + clients;
    this.plain = "127.0.0.1:" + plain;
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
    Directories.createWhole(data, directory -> format(directory, List.of()));
    int clients = LoopbackPort.orFree(port);
    var settings = new BrokerSettings(data, clients, LoopbackPort.orFree(controllerPort));
    var broker = new EmbeddedBroker(settings.toMap(), clients, clients);
    broker.startUp();
    return broker;
  }

  /**
   * Starts on {@code dataDirectory}, made anew, and free ports, for clients that speak TLS and
   * prove who they are.
   *
   * @throws EmbeddedServerException if the broker does not start
   */
  public static EmbeddedBroker startSecured(Path dataDirectory, BrokerSecurity security) {
    Path data = dataDirectory.toAbsolutePath().normalize();
    Directories.createWhole(data, directory -> format(directory, security.scram()));
    int clients = LoopbackPort.orFree(0);
    int plain = LoopbackPort.orFree(0);
    var settings = new BrokerSettings(data, plain, LoopbackPort.orFree(0));
    var broker = new EmbeddedBroker(settings.toMap(security, clients), clients, plain);
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

  private static void format(Path directory, List<String> users) {
    var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try {
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(BrokerSettings.NODE_ID)
          .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
          .setMetadataLogDirectory(directory.toString())
          .addDirectory(directory.toString())
          .setScramArguments(users)
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

  /** The broker's own door, which asks nobody who he is; the same for one that is not secured. */
  public String ownServers() {
    return plain;
  }

  /** Makes these topics, kept for ever; those that exist stay as they are. */
  public void createTopics(Collection<String> topics, int partitions) {
    Topics.create(plain, topics, partitions);
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
