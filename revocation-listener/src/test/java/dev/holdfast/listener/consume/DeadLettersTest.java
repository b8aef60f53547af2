package dev.holdfast.listener.consume;

import static dev.holdfast.listener.fixtures.Happened.lock;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.events.TokenEvent;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.listener.deadletter.DeadLetterReason;
import dev.holdfast.listener.deadletter.DeadLetters;
import dev.holdfast.listener.fixtures.Happened;
import dev.holdfast.listener.fixtures.StubTokenService;
import dev.holdfast.listener.fixtures.World;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

  private final World world = new World();

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void unknownAndTruncatedRecordsAreParkedAndCountedAndTheLockBehindThemIsApplied() {
    SubjectId alice = world.person("alice");
    byte[] sound = new EventCodec().encode(lock(alice)).value();
    byte[] unknown =
        new String(sound, UTF_8).replace("user-locked", "user-promoted").getBytes(UTF_8);
    byte[] truncated = Arrays.copyOf(sound, sound.length / 2);
    IdentityEvent.UserLocked lock = lock(alice);
    try (EmbeddedServer listener = world.listener()) {
      world.identity().write(alice.key(), unknown);
      world.identity().write(alice.key(), truncated);
      world.identity().write(lock);
      await().until(() -> world.identity().committed(world.group()) == 3);
      assertThat(parked(listener)).isEqualTo(2);
    }

    assertThat(world.tokenService().applied()).containsExactly(lock.header().id());
    List<ConsumerRecord<byte[], byte[]>> parked = world.deadLetters().records();
    assertThat(parked)
        .extracting(record -> header(record, DeadLetters.REASON))
        .containsExactly("unknown-type", "unreadable");
    assertThat(parked)
        .extracting(record -> header(record, DeadLetters.TYPE))
        .containsExactly("dev.holdfast.user-promoted", "");
    assertThat(parked)
        .allSatisfy(
            record -> {
              assertThat(record.key()).asString().isEqualTo(alice.key());
              assertThat(header(record, DeadLetters.TOPIC)).isEqualTo(world.identity().name());
              assertThat(header(record, DeadLetters.PARTITION)).containsOnlyDigits();
            });
    assertThat(parked)
        .extracting(record -> header(record, DeadLetters.OFFSET))
        .containsExactly("0", "1");
    assertThat(parked.getLast().value()).isEqualTo(truncated);
  }

  @Test
  void whatIsTooLargeToParkIsParkedWithoutItsValueAndSaysWhereItIs() {
    byte[] large = "junk".repeat(10_000).getBytes(UTF_8);
    world.deadLetters().limit(2_000);
    try (EmbeddedServer _ = world.listener()) {
      world.identity().write("junk", large);
      await().until(() -> world.identity().committed(world.group()) == 1);
    }

    assertThat(world.deadLetters().records())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.value()).isNull();
              assertThat(header(record, DeadLetters.LEFT_OUT))
                  .matches("40000 bytes, SHA-256 [0-9a-f]{64}");
              assertThat(header(record, DeadLetters.TOPIC)).isEqualTo(world.identity().name());
              assertThat(header(record, DeadLetters.OFFSET)).isEqualTo("0");
            });
  }

  @Test
  void anEventOfAnotherTopicAndOneOfAnotherIssuerAreParked() {
    SubjectId alice = world.person("alice");
    Event grant =
        new TokenEvent.GrantIssued(
            Happened.header(alice, Happened.AT), "gid", "console", "sid", new TreeSet<>());
    try (EmbeddedServer _ = world.listener()) {
      world.identity().write(grant, lock(new SubjectId("https://elsewhere.example", "alice")));
      await().until(() -> world.identity().committed(world.group()) == 2);
    }

    assertThat(world.tokenService().calls()).isEmpty();
    assertThat(world.deadLetters().records())
        .extracting(record -> header(record, DeadLetters.REASON))
        .containsExactlyInAnyOrder("wrong-topic", "foreign-issuer");
  }

  @Test
  void anOrderTheTokenServiceCallsInvalidIsParked() {
    world.tokenService().answer(_ -> StubTokenService.problem(400, "invalid-request"));
    try (EmbeddedServer _ = world.listener()) {
      world.identity().write(lock(world.person("alice")));
      await().until(() -> world.identity().committed(world.group()) == 1);
    }

    assertThat(world.tokenService().calls()).hasSize(1);
    assertThat(world.deadLetters().records())
        .extracting(record -> header(record, DeadLetters.REASON))
        .containsExactly("refused");
    assertThat(world.audit().records()).isEmpty();
  }

  @Test
  void refusalsThatSomeoneCanMendAreTriedAgain() {
    try (EmbeddedServer _ = world.listener()) {
      world.tokenService().answer(_ -> StubTokenService.problem(403, "forbidden"));
      world.identity().write(lock(world.person("alice")));
      await().until(() -> world.tokenService().calls().size() > 1);
      world.tokenService().answer(_ -> new StubTokenService.Answer(400, "a proxy's page"));
      int before = world.tokenService().calls().size();
      await().until(() -> world.tokenService().calls().size() > before + 1);
      world.tokenService().answer(_ -> StubTokenService.SWEPT);
      await().until(() -> world.identity().committed(world.group()) == 1);
    }

    assertThat(world.tokenService().applied()).hasSize(1);
    assertThat(world.deadLetters().records()).isEmpty();
  }

  private static double parked(EmbeddedServer listener) {
    MeterRegistry meters = listener.getApplicationContext().getBean(MeterRegistry.class);
    assertThat(meters.get("holdfast.listener.dead.letters").counters())
        .hasSize(DeadLetterReason.values().length);
    return meters.get("holdfast.listener.dead.letters").counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
