package dev.holdfast.listener.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.events.TokenEvent;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.listener.fixtures.KafkaTopic;
import dev.holdfast.listener.replay.judge.Chronicle;
import dev.holdfast.testsupport.SecuredBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that lets the replay's user read three topics, and nothing else. */
class ReplayRightsTest {

  private static final String AUDITOR = "auditor";
  private static final String NOBODY = "nobody";
  private static final List<String> TOPICS = List.of("identity", "tokens", "audit");

  private final Chronicle world = new Chronicle();
  private final SubjectId alice = Chronicle.user("alice");
  private final StringWriter out = new StringWriter();
  private SecuredBroker broker;
  @TempDir private Path directory;

  @BeforeEach
  void start() {
    broker = SecuredBroker.authorizing(directory, AUDITOR, NOBODY);
    broker.createTopics(2, TOPICS.toArray(String[]::new));
    broker.allow(AUDITOR, AclOperation.READ, TOPICS.toArray(String[]::new));
    world.issue(alice, "console", "s0");
    world.after(Duration.ofMinutes(1)).login(alice, "s1");
    world.issue(alice, "console", "s1");
    world.after(Duration.ofMinutes(5)).lock(alice);
    world.events().forEach(event -> topic(event).write(event));
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void whoMayReadAndDoNothingElseCanReplay() throws Exception {
    await().until(() -> replay(AUDITOR) == 0);
    assertThat(out.toString()).contains("2 decisions, 0 mismatches");
    assertThat(replay(AUDITOR, "--explain", alice.issuer() + ",alice")).isZero();
    assertThat(out.toString()).contains("signed in at console, session s1");
  }

  @Test
  void whatTheReplayDoesNotDoTheBrokerWouldRefuse() {
    Map<String, Object> auditor = new HashMap<>(broker.client(AUDITOR));
    auditor.put("enable.idempotence", false);
    auditor.put("group.id", "replay");
    var partition = new TopicPartition("audit", 0);
    try (var producer =
            new KafkaProducer<>(auditor, new ByteArraySerializer(), new ByteArraySerializer());
        var consumer =
            new KafkaConsumer<>(auditor, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        Admin admin = Admin.create(broker.client(AUDITOR))) {
      for (String topic : TOPICS) {
        assertRefused(() -> producer.send(new ProducerRecord<>(topic, new byte[1])).get());
      }
      assertRefused(
          () ->
              admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(1))).all().get());
      assertRefused(() -> admin.deleteTopics(List.of("audit")).all().get());
      assertThatExceptionOfType(AuthorizationException.class)
          .isThrownBy(() -> consumer.commitSync(Map.of(partition, new OffsetAndMetadata(1))));
    }
    assertThat(TOPICS.stream().mapToInt(topic -> topic(topic).records().size()).sum())
        .isEqualTo(world.events().size());
  }

  @Test
  void whoMayNotReadIsToldSo() throws IOException {
    assertThat(replay(NOBODY)).isEqualTo(2);
  }

  @FunctionalInterface
  private interface Attempt {
    void make() throws ExecutionException, InterruptedException;
  }

  private static void assertRefused(Attempt attempt) {
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(attempt::make)
        .withCauseInstanceOf(AuthorizationException.class);
  }

  private int replay(String user, String... options) throws IOException {
    Path file = directory.resolve(user + ".properties");
    Properties properties = new Properties();
    properties.putAll(broker.client(user));
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    out.getBuffer().setLength(0);
    var command = ReplayCommand.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(new StringWriter()));
    List<String> all =
        new java.util.ArrayList<>(
            List.of(
                "--bootstrap", broker.broker().bootstrapServers(),
                "--command-config", file.toString(),
                "--identity-topic", "identity",
                "--tokens-topic", "tokens",
                "--audit-topic", "audit"));
    all.addAll(List.of(options));
    return command.execute(all.toArray(String[]::new));
  }

  private KafkaTopic topic(Event event) {
    return topic(
        switch (event) {
          case IdentityEvent _ -> "identity";
          case AuditEvent _ -> "audit";
          case TokenEvent _ -> "tokens";
          default -> throw new IllegalArgumentException("on no topic of these");
        });
  }

  private KafkaTopic topic(String name) {
    return new KafkaTopic(broker.ownServers(), name);
  }
}
