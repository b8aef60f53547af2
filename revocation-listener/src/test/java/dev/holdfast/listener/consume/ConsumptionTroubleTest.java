package dev.holdfast.listener.consume;

import static dev.holdfast.listener.fixtures.Happened.lock;
import static dev.holdfast.listener.fixtures.Happened.login;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.listener.fixtures.KafkaTopic;
import dev.holdfast.listener.fixtures.StubTokenService;
import dev.holdfast.listener.fixtures.World;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing is lost, and the order kept, while the token service or the broker is in trouble. */
class ConsumptionTroubleTest {

  private final World world = new World();

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void passingTroubleKeepsTheOrderLosesNothingAndHoldsUpNobodyElse() {
    List<IdentityEvent> alices =
        List.of(
            login(world.person("alice"), "sid-1"),
            lock(world.person("alice")),
            login(world.person("alice"), "sid-2"));
    world
        .tokenService()
        .answer(
            order ->
                order.at("/subject/subject").asText().equals("alice")
                    ? StubTokenService.UNAVAILABLE
                    : StubTokenService.SWEPT);
    try (EmbeddedServer _ = world.listener()) {
      world.identity().write(alices.toArray(Event[]::new));
      world
          .identity()
          .write(
              IntStream.range(0, 20)
                  .mapToObj(number -> lock(world.person("other-" + number)))
                  .toArray(Event[]::new));
      // Hers hold up nobody, whether in her partition or in the other.
      await().until(() -> world.tokenService().applied().size() == 20);

      world.tokenService().answer(_ -> StubTokenService.SWEPT);
      await().until(() -> world.identity().committed(world.group()) == 23);
    }

    List<String> ids = alices.stream().map(event -> event.header().id()).toList();
    assertThat(world.tokenService().applied().stream().filter(ids::contains))
        .containsExactlyElementsOf(ids);
    assertThat(world.tokenService().applied()).hasSize(23);
    assertThat(world.deadLetters().records()).isEmpty();
  }

  /** All in one partition, where the slow one comes first. */
  @Test
  void aCallThatHangsHoldsUpNobodyElse() throws InterruptedException {
    String topic = world.broker().newTopic("one-partition", 1);
    KafkaTopic identity = new KafkaTopic(world.broker().bootstrapServers(), topic);
    CountDownLatch released = new CountDownLatch(1);
    world.tokenService().answer(order -> slowForBob(order, released));
    List<IdentityEvent> bobs = List.of(lock(world.person("bob")), login(world.person("bob"), "s"));
    try (EmbeddedServer _ = world.listener(Map.of("holdfast.listener.topics.identity", topic))) {
      identity.write(bobs.toArray(Event[]::new));
      identity.write(
          IntStream.range(0, 20)
              .mapToObj(number -> lock(world.person("other-" + number)))
              .toArray(Event[]::new));
      await().until(() -> world.tokenService().applied().size() == 20);
      assertThat(identity.committed(world.group())).isZero();

      released.countDown();
      await().until(() -> identity.committed(world.group()) == 22);
    }
    assertThat(world.tokenService().applied().subList(20, 22))
        .containsExactlyElementsOf(bobs.stream().map(event -> event.header().id()).toList());
  }

  /** What was begun is finished and committed; nobody applies it again. */
  @Test
  void aListenerThatIsToldToStopFinishesWhatItHasInHand() throws InterruptedException {
    CountDownLatch released = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    world
        .tokenService()
        .answer(
            order -> {
              asked.countDown();
              return slowForBob(order, released);
            });
    EmbeddedServer listener = world.listener();
    world.identity().write(lock(world.person("bob")));
    asked.await();
    Thread stop = Thread.ofVirtual().start(listener::close);
    await()
        .until(
            () ->
                stop.getState() == Thread.State.WAITING
                    || stop.getState() == Thread.State.TIMED_WAITING);
    released.countDown();
    stop.join();

    assertThat(world.identity().committed(world.group())).isEqualTo(1);
    assertThat(world.tokenService().applied()).hasSize(1);
  }

  private static StubTokenService.Answer slowForBob(JsonNode order, CountDownLatch released) {
    if (order.at("/subject/subject").asText().equals("bob")) {
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return StubTokenService.SWEPT;
  }

  @Test
  void anOutageForEverybodyIsMetByWaitingAndNotByTryingEverybody() {
    world.tokenService().answer(_ -> StubTokenService.UNAVAILABLE);
    Event[] events =
        IntStream.range(0, 100)
            .mapToObj(number -> lock(world.person("person-" + number)))
            .toArray(Event[]::new);
    try (EmbeddedServer _ = world.listener()) {
      world.identity().write(events);
      await().until(() -> world.tokenService().calls().size() > 200);
      // Sixteen subjects of each of two partitions.
      assertThat(
              world.tokenService().calls().stream()
                  .map(StubTokenService.Call::eventId)
                  .distinct()
                  .count())
          .isLessThanOrEqualTo(32);

      world.tokenService().answer(_ -> StubTokenService.SWEPT);
      await().until(() -> world.identity().committed(world.group()) == 100);
    }
    assertThat(world.tokenService().applied())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(events).map(event -> event.header().id()).toList());
  }

  @Test
  void orderPerPersonHoldsThroughTroubleAndAReplicaJoiningMeanwhile() {
    AtomicInteger calls = new AtomicInteger();
    world
        .tokenService()
        .answer(
            _ ->
                calls.incrementAndGet() % 5 == 0
                    ? StubTokenService.UNAVAILABLE
                    : StubTokenService.SWEPT);
    Event[] events =
        IntStream.range(0, 200)
            .mapToObj(number -> world.person("person-" + number % 10))
            .map(person -> login(person, "sid"))
            .toArray(Event[]::new);
    try (EmbeddedServer _ = world.listener()) {
      world.identity().write(events);
      await().until(() -> calls.get() > 20);
      try (EmbeddedServer _ = world.listener()) {
        await()
            .atMost(60, TimeUnit.SECONDS)
            .until(() -> world.identity().committed(world.group()) == events.length);
      }
    }

    Map<String, List<String>> expected =
        Arrays.stream(events)
            .collect(
                Collectors.groupingBy(
                    event -> event.header().subject().subject(),
                    Collectors.mapping(event -> event.header().id(), Collectors.toList())));
    Map<String, List<String>> applied =
        world.tokenService().calls().stream()
            .filter(call -> call.status() == 200)
            .collect(
                Collectors.groupingBy(
                    call -> call.order().at("/subject/subject").asText(),
                    Collectors.mapping(
                        StubTokenService.Call::eventId,
                        Collectors.collectingAndThen(
                            Collectors.toCollection(LinkedHashSet::new), List::copyOf))));
    assertThat(applied).isEqualTo(expected);
  }

  @Test
  void anEventWhoseAnswerWasLostInAStopIsDeliveredToTheNextListener() {
    IdentityEvent.UserLocked lock = lock(world.person("alice"));
    world.tokenService().answer(_ -> StubTokenService.UNAVAILABLE);
    try (EmbeddedServer _ = world.listener()) {
      world.identity().write(lock);
      await().until(() -> !world.tokenService().calls().isEmpty());
    }
    assertThat(world.identity().committed(world.group())).isZero();

    world.tokenService().answer(_ -> StubTokenService.SWEPT);
    try (EmbeddedServer _ = world.listener()) {
      await()
          .atMost(30, TimeUnit.SECONDS)
          .until(() -> world.identity().committed(world.group()) == 1);
    }
    assertThat(world.tokenService().applied()).containsExactly(lock.header().id());
  }

  @Test
  void nothingIsCommittedBeforeTheDecisionIsOnRecord() {
    String later = "audit-later." + world.group();
    try (EmbeddedServer _ = world.listener(Map.of("holdfast.listener.topics.audit", later))) {
      world.identity().write(lock(world.person("alice")));
      await().until(() -> world.tokenService().applied().size() == 1);
      assertThat(world.identity().committed(world.group())).isZero();

      world.broker().createTopics(1, later);
      await()
          .atMost(40, TimeUnit.SECONDS)
          .until(() -> world.identity().committed(world.group()) == 1);
    }
  }

  @Test
  void metricsTellWhatWasSweptHowLateAndThatNobodyWaits() {
    try (EmbeddedServer listener = world.listener()) {
      MeterRegistry meters = listener.getApplicationContext().getBean(MeterRegistry.class);
      world.tokenService().answer(_ -> StubTokenService.UNAVAILABLE);
      world.identity().write(lock(world.person("alice")));
      await().until(() -> meters.get("holdfast.listener.lag.age").gauge().value() > 0);

      world.tokenService().answer(_ -> StubTokenService.SWEPT);
      await().until(() -> world.identity().committed(world.group()) == 1);
      assertThat(meters.get("holdfast.listener.lag.age").gauge().value()).isZero();
      assertThat(
              meters.get("holdfast.listener.swept").tag("reason", "USER_LOCKED").counter().count())
          .isEqualTo(2);
      assertThat(
              meters
                  .get("holdfast.listener.sweep.latency")
                  .tag("reason", "USER_LOCKED")
                  .timer()
                  .totalTime(TimeUnit.SECONDS))
          .isPositive();
    }
  }
}
