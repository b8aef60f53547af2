package dev.holdfast.acceptance.sweep;

import static org.awaitility.Awaitility.await;

import dev.holdfast.acceptance.fixture.GrantsAtRest.Hold;
import dev.holdfast.acceptance.fixture.SweepingSystem;
import dev.holdfast.acceptance.fixture.Topic;
import dev.holdfast.acceptance.sweep.Crowd.Member;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.local.system.PartProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two listeners share the partitions, and one dies with sweeps in its hands. */
final class TwoListenersTest {

  private static final String SECOND = "second-listener";

  private final SweepingSystem world = SweepingSystem.shared();
  private final Topic identity = world.identity();

  @AfterEach
  void close() {
    identity.close();
  }

  @Test
  void whatOneHadInHandWhenItWasKilledTheOtherDoesAndNothingTwice() throws Exception {
    PartProcess second = world.system().startPart(world.anotherListener(SECOND));
    await().atMost(Duration.ofSeconds(30)).until(this::partitionsAreShared);
    Set<Integer> doomed = partitions(SECOND);
    Crowd crowd = Crowd.of(world, identity, "shared-", 60);
    Map<Boolean, List<Member>> byFate =
        crowd.members().stream()
            .collect(
                Collectors.partitioningBy(
                    member -> doomed.contains(identity.partition(member.who()))));
    List<Member> inHand = byFate.getOrDefault(true, List.of()).subList(0, 4);
    List<Member> atTheOther = byFate.getOrDefault(false, List.of());
    List<Member> later = atTheOther.subList(0, 10);
    List<Member> others = new ArrayList<>(crowd.members());
    others.removeAll(inHand);
    others.removeAll(later);

    List<String> held = inHand.stream().map(Member::mcp).toList();
    try (Hold _ = world.grantsAtRest().hold(held)) {
      crowd.isLocked(inHand);
      crowd.isLocked(others);
      // They came behind those in hand, and passed.
      crowd.awaitEnds(others);
      second.kill();
      crowd.isLocked(later);
      crowd.awaitEnds(later);
    }

    crowd.assertEndedOnce(EndReason.USER_LOCKED, EndReason.USER_LOCKED);
  }

  private boolean partitionsAreShared() {
    return !partitions(SECOND).isEmpty() && !partitions("").isEmpty();
  }

  private Set<Integer> partitions(String member) {
    return identity.partitionsOf(SweepingSystem.GROUP, member::equals);
  }
}
