package dev.holdfast.listener.replay.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.events.AuditEvent.SweepApplied;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.events.TokenEvent;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.listener.replay.grants.Life;
import dev.holdfast.listener.replay.grants.Lifetimes;
import dev.holdfast.listener.replay.grants.Population;
import dev.holdfast.listener.replay.read.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random histories, delivered late, twice and out of order, against a world that ran in order. */
final class HistoryPropertyTest {

  private static final int USERS = 50;
  private static final int STEPS = 600;
  private static final List<String> CLIENTS = List.of("console", "mcp-a", "mcp-b");

  @Property(tries = 30)
  void theReplayAgreesWithWhatHappened(@ForAll long seed) {
    Random random = new Random(seed);
    Chronicle world = run(random);

    List<Finding> findings = judge(delivered(world.events(), random));

    assertThat(findings).hasSize(world.decisions());
    assertThat(findings).allMatch(Finding::sound).allMatch(finding -> finding.notes().isEmpty());
  }

  @Property(tries = 30)
  void theLiveGrantsAreThoseOfTheWorld(@ForAll long seed) {
    Random random = new Random(seed);
    Chronicle world = run(random);
    Population population = new Population(Lifetimes.STANDARD, Duration.ofDays(1));

    for (Event event : delivered(world.events(), random)) {
      if (event instanceof TokenEvent token) {
        population.note(token, event.header().time());
      }
    }

    for (int i = 0; i < USERS; i++) {
      assertThat(population.of(user(i)))
          .filteredOn(life -> life.end().isEmpty())
          .extracting(Life::gid)
          .containsExactlyInAnyOrderElementsOf(world.live(user(i)));
    }
  }

  @Property(tries = 30)
  void whateverIsTakenAwayIsMissed(@ForAll long seed, @ForAll @IntRange(max = 2) int what) {
    Random random = new Random(seed);
    Chronicle world = run(random);
    List<Event> candidates =
        world.events().stream().filter(event -> isTelling(event, what)).toList();
    List<Event> events = new ArrayList<>(world.events());
    boolean taken =
        !candidates.isEmpty() && events.remove(candidates.get(random.nextInt(candidates.size())));

    assertThat(judge(delivered(events, random)).stream().allMatch(Finding::sound))
        .isEqualTo(!taken);
  }

  /** A kill's decision, a decision's cause, a grant's end. */
  private static boolean isTelling(Event event, int what) {
    return switch (what) {
      case 0 -> event instanceof SweepApplied sweep && sweep.causeType().endsWith("user-locked");
      case 1 -> event instanceof IdentityEvent;
      default -> event instanceof TokenEvent.GrantRevoked revoked && revoked.cause() != null;
    };
  }

  private static Chronicle run(Random random) {
    Chronicle world = new Chronicle();
    for (int step = 0; step < STEPS; step++) {
      world.after(Duration.ofSeconds(3 + random.nextInt(100)));
      SubjectId user = user(random.nextInt(USERS));
      String sid = "s" + random.nextInt(5) + user.subject();
      String client = CLIENTS.get(random.nextInt(CLIENTS.size()));
      switch (random.nextInt(20)) {
        case 0, 1, 2, 3 -> world.login(user, sid);
        case 4 -> world.lock(user);
        case 5 -> world.live(user).stream().findFirst().ifPresent(world::revoke);
        case 6 -> world.endClient(client);
        default -> world.issue(user, client, sid);
      }
    }
    return world;
  }

  /** Up to 20 s late each, one in ten twice. */
  private static List<Event> delivered(List<Event> events, Random random) {
    record Delivery(Instant at, Event event) {}
    List<Delivery> deliveries = new ArrayList<>();
    for (Event event : events) {
      int times = random.nextInt(10) == 0 ? 2 : 1;
      IntStream.range(0, times)
          .forEach(
              _ ->
                  deliveries.add(
                      new Delivery(
                          event.header().time().plusMillis(random.nextInt(20_000)), event)));
    }
    deliveries.sort(Comparator.comparing(Delivery::at));
    return deliveries.stream().map(Delivery::event).toList();
  }

  private static List<Finding> judge(List<Event> events) {
    List<Finding> findings = new ArrayList<>();
    Ledger ledger = new Ledger(Known.everything(), Selection.everything(), findings::add);
    events.forEach(event -> ledger.see(new Sighting(event, 0, 0)));
    ledger.finish();
    return findings;
  }

  private static SubjectId user(int number) {
    return Chronicle.user("user-" + number);
  }
}
