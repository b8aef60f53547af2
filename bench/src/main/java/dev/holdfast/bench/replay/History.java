package dev.holdfast.bench.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.EncodedEvent;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.events.LoginFailure;
import dev.holdfast.contracts.events.TokenEvent;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.identity.SubjectId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Months of logins, as the services would have recorded them: people sign in at the console in
 * turn; each login ends the console grant of the one before, spares the MCP grant, and gets a grant
 * of its own. One attempt in each turn fails.
 */
final class History implements AutoCloseable {

  private static final int PEOPLE = 10_000;
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration TURN = Duration.ofMillis(300);
  private static final String DECIDER = "urn:holdfast:revocation-listener";
  private static final String CONSOLE = "console";
  private static final String MCP = "mcp";

  private final EventCodec codec = new EventCodec();
  private final Producer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
  private int written;

  History(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "50", "batch.size", "65536"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Writes at least so many events, and returns when the broker has them. */
  int write(int events) {
    for (int turn = 0; written < events; turn++) {
      turn(turn % PEOPLE, turn / PEOPLE, BEGIN.plus(TURN.multipliedBy(turn)));
    }
    producer.flush();
    if (failed.get() != null) {
      throw new IllegalStateException("The broker did not take an event", failed.get());
    }
    return written;
  }

  private void turn(int person, int round, Instant now) {
    SubjectId user = new SubjectId("https://auth.example", id(person, 0));
    send(new IdentityEvent.LoginFailed(header(user, now), CONSOLE, LoginFailure.WRONG_PASSWORD));
    var login =
        new IdentityEvent.LoginSuccess(
            header(user, now.plusMillis(10)), CONSOLE, sid(person, round));
    send(login);
    if (round > 0) {
      send(
          new TokenEvent.GrantRevoked(
              header(user, now.plusMillis(20)),
              gid(person, round - 1),
              CONSOLE,
              sid(person, round - 1),
              now.minus(TURN.multipliedBy(PEOPLE)).plusMillis(100),
              EndReason.LOGIN_ELSEWHERE,
              login.header().id(),
              14L,
              now.minusSeconds(300)));
    }
    send(decision(login, now.plusMillis(30), round > 0));
    send(issued(user, now.plusMillis(100), CONSOLE, person, round));
    if (round == 0) {
      send(issued(user, now.plusMillis(120), MCP, -person - 1, round));
    }
  }

  private static AuditEvent.SweepApplied decision(
      IdentityEvent.LoginSuccess login, Instant now, boolean again) {
    String cause = login.header().id();
    String id =
        UUID.nameUUIDFromBytes((DECIDER + ":sweep-applied:" + cause).getBytes(UTF_8)).toString();
    return new AuditEvent.SweepApplied(
        new EventHeader(id, URI.create(DECIDER), now, login.header().subject()),
        cause,
        "dev.holdfast.login-success",
        EndReason.LOGIN_ELSEWHERE,
        new TreeSet<>(List.of(CONSOLE)),
        login.sid(),
        count(CONSOLE, again),
        count(MCP, again),
        new AuditEvent.Execution("0".repeat(64), 20, 5));
  }

  private static TokenEvent.GrantIssued issued(
      SubjectId user, Instant now, String client, int person, int round) {
    return new TokenEvent.GrantIssued(
        header(user, now),
        gid(person, round),
        client,
        sid(person, round),
        new TreeSet<>(List.of("openid", "mcp:tools")));
  }

  private static SortedMap<String, Integer> count(String client, boolean one) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    if (one) {
      counts.put(client, 1);
    }
    return counts;
  }

  private static String gid(int person, int round) {
    return id(person, 2L * round + 1);
  }

  private static String sid(int person, int round) {
    return id(person, 2L * round + 2);
  }

  private static String id(int person, long number) {
    return new UUID(person, number).toString();
  }

  private static EventHeader header(SubjectId user, Instant time) {
    return new EventHeader(
        UUID.randomUUID().toString(), URI.create("urn:holdfast:bench"), time, user);
  }

  private void send(Event event) {
    EncodedEvent encoded = codec.encode(event);
    var record =
        new ProducerRecord<>(
            encoded.topic(),
            null,
            event.header().time().toEpochMilli(),
            encoded.key().getBytes(UTF_8),
            encoded.value());
    var _ = producer.send(record, (_, trouble) -> failed.compareAndSet(null, trouble));
    written++;
  }

  @Override
  public void close() {
    producer.close();
  }
}
