package dev.holdfast.listener.consume;

import static dev.holdfast.listener.fixtures.Happened.lock;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.listener.fixtures.KafkaTopic;
import dev.holdfast.listener.fixtures.World;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A dead-letter topic that takes nothing, as on a full disk, until somebody has made room. */
class DeadLetterTroubleTest {

  private final World world = new World();

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void whatCannotBeParkedIsNotLostAndIsParkedWhenItCan() {
    world.deadLetters().limit(1);
    try (EmbeddedServer listener = world.listener()) {
      MeterRegistry meters = listener.getApplicationContext().getBean(MeterRegistry.class);
      world.identity().write("junk", "junk".getBytes(UTF_8));
      world.identity().write(lock(world.person("alice")));
      await().until(() -> world.tokenService().applied().size() == 1);
      await().until(() -> meters.get("holdfast.listener.lag.age").gauge().value() > 0);
      assertThat(world.deadLetters().records()).isEmpty();

      world.deadLetters().limit(1_000_000);
      await().until(() -> world.identity().committed(world.group()) == 2);
    }
    assertThat(world.deadLetters().records()).hasSize(1);
  }

  /** All in one partition; each try takes seconds, because there is no such topic yet. */
  @Test
  void aTopicThatIsSlowToSayNoHoldsUpNobodyButThoseItIsAbout() {
    String topic = world.broker().newTopic("one-partition", 1);
    String parked = "parked-later." + world.group();
    KafkaTopic identity = new KafkaTopic(world.broker().bootstrapServers(), topic);
    List<SubjectId> poisoned = people("poisoned-", 6);
    List<IdentityEvent.UserLocked> behind = poisoned.stream().map(who -> lock(who)).toList();
    List<IdentityEvent.UserLocked> others =
        people("other-", 30).stream().map(who -> lock(who)).toList();
    try (EmbeddedServer listener =
        world.listener(
            Map.of(
                "holdfast.listener.topics.identity",
                topic,
                "holdfast.listener.topics.dead-letters",
                parked))) {
      MeterRegistry meters = listener.getApplicationContext().getBean(MeterRegistry.class);
      poisoned.forEach(who -> identity.write(who.key(), "junk".getBytes(UTF_8)));
      // A try takes five.
      await()
          .atMost(30, TimeUnit.SECONDS)
          .until(() -> meters.get("holdfast.listener.lag.age").gauge().value() > 6);
      identity.write(behind.toArray(IdentityEvent[]::new));
      identity.write(others.toArray(IdentityEvent[]::new));
      await()
          .atMost(30, TimeUnit.SECONDS)
          .until(() -> world.tokenService().applied().size() == others.size());
      assertThat(world.tokenService().applied()).containsExactlyInAnyOrderElementsOf(ids(others));
      assertThat(identity.committed(world.group())).isZero();

      world.broker().createTopics(1, parked);
      await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> identity.committed(world.group()) == identity.records().size());
    }
    assertThat(world.tokenService().applied().subList(others.size(), others.size() + 6))
        .containsExactlyInAnyOrderElementsOf(ids(behind));
    assertThat(world.tokenService().calls()).hasSize(others.size() + behind.size());
    assertThat(new KafkaTopic(world.broker().bootstrapServers(), parked).records())
        .extracting(record -> new String(record.key(), UTF_8))
        .containsExactlyInAnyOrderElementsOf(poisoned.stream().map(SubjectId::key).toList());
  }

  private List<SubjectId> people(String names, int count) {
    return IntStream.range(0, count).mapToObj(number -> world.person(names + number)).toList();
  }

  private static List<String> ids(List<IdentityEvent.UserLocked> events) {
    return events.stream().map(event -> event.header().id()).toList();
  }
}
