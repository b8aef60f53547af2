package dev.holdfast.acceptance.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.acceptance.fixture.GrantCalls;
import dev.holdfast.acceptance.fixture.GrantsAtRest.Row;
import dev.holdfast.acceptance.fixture.SweepingSystem;
import dev.holdfast.acceptance.fixture.Topic;
import dev.holdfast.acceptance.sweep.GrantModel.Grant;
import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.TokenEvent;
import dev.holdfast.contracts.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Fifty people sign in, register clients, refresh, are locked, all at the same time; what happened
 * arrives late, twice, and in no order beyond one subject's, and in the middle of it the listener
 * has to begin at the first record again. In the end every grant is as the model has it, and the
 * replay finds every decision sound.
 *
 * <p>{@code -Dsweep.seed=…} lets everybody choose as in an earlier run; who comes first is up to
 * the machine.
 */
final class SweepModelTest {

  private static final String NAMES = "model-";
  private static final int PEOPLE = 50;
  private static final int STEPS = 40;
  private static final int AT_ONCE = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final SweepingSystem world = SweepingSystem.shared();
  private final Topic identity = world.identity();

  @AfterEach
  void close() {
    identity.close();
  }

  @Test
  void everyGrantEndsUpAsInTheModelAndTheReplayAgrees() throws Exception {
    long seed = Long.getLong("sweep.seed", new Random().nextLong());
    System.out.println("sweep.seed=" + seed);
    List<Person> people = people(seed);

    walk(people);
    world.system().part(SweepingSystem.LISTENER).close();
    identity.rewind(SweepingSystem.GROUP);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> again = threads.submit(() -> world.system().restart(SweepingSystem.LISTENER));
      walk(people);
      again.get();
    }
    people.forEach(Person::deliverAll);
    await().atMost(PATIENCE).until(() -> identity.lag(SweepingSystem.GROUP) == 0);

    Map<String, Grant> expected = new TreeMap<>();
    people.forEach(person -> expected.putAll(person.model().grants()));
    assertThat(differences(expected, world.grantsAtRest().of(NAMES))).as("seed %d", seed).isEmpty();
    List<String> ended =
        expected.entrySet().stream()
            .filter(grant -> !grant.getValue().isLive())
            .map(Map.Entry::getKey)
            .toList();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(ends()).as("seed %d", seed).isEqualTo(ended));
    assertThat(decided())
        .as("seed %d", seed)
        .isEqualTo(
            people.stream()
                .flatMap(person -> person.model().decided().stream())
                .collect(Collectors.toSet()));
    SweepingSystem.Verdict verdict = world.replay("--mismatches");
    assertThat(verdict.status()).as("seed %d: %s", seed, verdict.lines()).isZero();
    assertThat(verdict.lines().getLast()).as("seed %d", seed).contains(" 0 mismatches");
  }

  private List<Person> people(long seed) {
    GrantCalls grants = world.grants();
    return IntStream.range(0, PEOPLE)
        .mapToObj(
            number -> {
              Random random = new Random(seed + number);
              return new Person(
                  world.person(NAMES + number), grants, new Mail(identity, random), random);
            })
        .toList();
  }

  /** Everybody goes on, a step each, some of them at the same time. */
  private static void walk(List<Person> people) throws Exception {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> walks = new ArrayList<>();
      for (int first = 0; first < AT_ONCE; first++) {
        int begin = first;
        walks.add(
            threads.submit(
                () -> {
                  for (int step = 0; step < STEPS; step++) {
                    for (int number = begin; number < people.size(); number += AT_ONCE) {
                      people.get(number).step();
                    }
                  }
                }));
      }
      for (Future<?> walk : walks) {
        walk.get();
      }
    }
  }

  private static List<String> differences(Map<String, Grant> expected, Map<String, Row> rows) {
    assertThat(rows.keySet()).isEqualTo(expected.keySet());
    return expected.entrySet().stream()
        .filter(entry -> !isAs(entry.getValue(), rows.get(entry.getKey())))
        .map(
            entry ->
                "%s is %s, but in the model refreshed %d times and ended by %s"
                    .formatted(
                        entry.getKey(),
                        rows.get(entry.getKey()),
                        entry.getValue().refreshes(),
                        entry.getValue().ends()))
        .toList();
  }

  /** How often a grant is refreshed between an event and the end that follows, nobody can say. */
  private static boolean isAs(Grant expected, @Nullable Row row) {
    if (row == null) {
      return false;
    }
    return expected.isLive()
        ? row.ended().isEmpty() && row.refreshes() == expected.refreshes()
        : row.ended().filter(expected.ends()::contains).isPresent();
  }

  /** The grants that ended, in order, as often as somebody was told. */
  private List<String> ends() {
    return world.told(Topics.TOKENS, TokenEvent.GrantRevoked.class).stream()
        .filter(event -> event.header().subject().subject().startsWith(NAMES))
        .map(TokenEvent.GrantRevoked::gid)
        .sorted()
        .toList();
  }

  /** What was decided about; that a decision is on record twice, under one id, does no harm. */
  private Set<String> decided() {
    return world.told(Topics.AUDIT, AuditEvent.Decision.class).stream()
        .filter(decision -> decision.header().subject().subject().matches("(model|mcp)-.*"))
        .map(AuditEvent.Decision::cause)
        .collect(Collectors.toSet());
  }
}
