package dev.holdfast.listener.replay.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.identity.SubjectId;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class MergeTest {

  private static final Instant BEGIN = Instant.parse("2026-11-20T10:00:00Z");
  private final List<Long> seen = new ArrayList<>();
  private final Lane one = new Lane(new TopicPartition("t", 0), 10);
  private final Lane other = new Lane(new TopicPartition("t", 1), 1_000);
  private final Merge merge =
      new Merge(
          List.of(one, other), sighting -> seen.add(sighting.time().getEpochSecond() % 1_000));

  @Test
  void partitionsComeTogetherInTheOrderOfTime() {
    add(one, 1, 4, 6);
    add(other, 2, 3, 9);
    one.finish();
    other.finish();

    merge.flow();
    assertThat(seen).containsExactly(1L, 2L, 3L, 4L, 6L, 9L);
  }

  @Test
  void aPartitionThatHasToldNothingYetIsWaitedFor() {
    add(one, 5, 7);
    merge.flow();
    assertThat(seen).isEmpty();

    add(other, 6);
    merge.flow();
    assertThat(seen).containsExactly(5L, 6L);

    other.finish();
    merge.flow();
    assertThat(seen).containsExactly(5L, 6L, 7L);
  }

  @Test
  void anEventThatComesLateHoldsNobodyUpAndStaysInItsPartitionsOrder() {
    add(one, 5, 1, 6);
    add(other, 4, 7);
    one.finish();
    other.finish();

    merge.flow();

    assertThat(seen).containsExactly(4L, 5L, 1L, 6L, 7L);
  }

  @Test
  void aPartitionThatIsFarAheadIsLeftUnread() {
    for (int i = 0; i < 300; i++) {
      add(other, i);
    }
    assertThat(merge.ahead()).containsExactly(other.partition());

    add(one, 200);
    merge.flow();
    // There and back at two marks, so that it does not change with every record.
    assertThat(other.waiting()).isBetween(65, 255);
    assertThat(merge.ahead()).containsExactly(other.partition());

    one.finish();
    merge.flow();
    assertThat(merge.ahead()).isEmpty();
  }

  private void add(Lane lane, int... seconds) {
    for (int second : seconds) {
      var header =
          new EventHeader(
              "e" + second,
              URI.create("urn:test"),
              Instant.ofEpochSecond(BEGIN.getEpochSecond() / 1_000 * 1_000 + second),
              new SubjectId("http://localhost:9000", "alice"));
      merge.add(lane, new Sighting(new IdentityEvent.UserLocked(header), 0, second));
    }
  }
}
