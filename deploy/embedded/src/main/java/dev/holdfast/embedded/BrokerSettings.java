package dev.holdfast.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Server properties of one broker that is its own controller. */
record BrokerSettings(Path dataDirectory, int port, int controllerPort) {

  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final Map<String, String> SINGLE_REPLICA =
      Map.of(
          "default.replication.factor", "1",
          "min.insync.replicas", "1",
          "offsets.topic.replication.factor", "1",
          "transaction.state.log.replication.factor", "1",
          "transaction.state.log.min.isr", "1",
          "share.coordinator.state.topic.replication.factor", "1",
          "share.coordinator.state.topic.min.isr", "1");

  /**
   * Few partitions and small buffers, because start time and memory matter more than throughput.
   */
  private static final Map<String, String> SMALL =
      Map.of(
          "offsets.topic.num.partitions", "4",
          "transaction.state.log.num.partitions", "4",
          "share.coordinator.state.topic.num.partitions", "4",
          "log.cleaner.dedupe.buffer.size", "4194304",
          "num.network.threads", "2",
          "num.io.threads", "4",
          "background.threads", "2",
          "group.initial.rebalance.delay.ms", "0",
          // A killed broker is let in again only when its old session is over.
          "broker.session.timeout.ms", "3000",
          "broker.heartbeat.interval.ms", "500");

  private static final Map<String, String> DURABLE =
      Map.of(
          "auto.create.topics.enable", "false",
          "log.retention.ms", "-1",
          // A machine switched off for a month must not make its consumers start over.
          "offsets.retention.minutes", "5256000");

  private Map<String, String> addresses() {
    String controller = "127.0.0.1:" + controllerPort;
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        Integer.toString(NODE_ID),
        "log.dirs",
        dataDirectory.toString(),
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,%s://%s".formatted(port, CONTROLLER_LISTENER, controller),
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name",
        "PLAINTEXT",
        "controller.listener.names",
        CONTROLLER_LISTENER,
        "controller.quorum.voters",
        NODE_ID + "@" + controller);
  }

  Map<String, String> toMap() {
    var all = new HashMap<>(addresses());
    all.putAll(SINGLE_REPLICA);
    all.putAll(SMALL);
    all.putAll(DURABLE);
    return all;
  }

  /**
   * As {@link #toMap()}, but clients come in by another door, and the plain one is the broker's.
   */
  Map<String, String> toMap(BrokerSecurity security, int securePort) {
    var all = toMap();
    all.merge(
        "listeners", BrokerSecurity.LISTENER + "://127.0.0.1:" + securePort, BrokerSettings::more);
    all.merge(
        "listener.security.protocol.map",
        BrokerSecurity.LISTENER + ":SASL_SSL",
        BrokerSettings::more);
    all.putAll(security.settings());
    return all;
  }

  private static String more(String list, String one) {
    return list + "," + one;
  }
}
