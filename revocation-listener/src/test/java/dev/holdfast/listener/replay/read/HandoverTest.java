package dev.holdfast.listener.replay.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.listener.fixtures.Happened;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HandoverTest {

  private static final int MANY = 10_001;
  private final SubjectId alice = new SubjectId("http://localhost:9000", "alice");

  @Test
  void whatIsReadIsSeenInOrderWhenItIsClosed() {
    List<Long> seen = new ArrayList<>();

    readMany(sighting -> seen.add(sighting.offset()));

    assertThat(seen).containsExactlyElementsOf(LongStream.range(0, MANY).boxed().toList());
  }

  @Test
  void aViewerThatFailsSeesNothingMoreAndHoldsNobodyUp() {
    AtomicInteger seen = new AtomicInteger();

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                readMany(
                    _ -> {
                      if (seen.incrementAndGet() == 3) {
                        throw new IllegalStateException("enough");
                      }
                    }))
        .withMessage("enough");
    assertThat(seen).hasValue(3);
  }

  /**
   * An error ends the thread that sees it; who reads must hear of it instead of waiting for room.
   */
  @Test
  @Timeout(60)
  void aFullHeapHoldsNobodyUp() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                readMany(
                    _ -> {
                      throw new OutOfMemoryError("Java heap space");
                    }))
        .withMessageContaining("Java heap space");
  }

  private void readMany(Viewer viewer) {
    var lock = Happened.lock(alice);
    try (Handover handover = new Handover(viewer)) {
      for (int i = 0; i < MANY; i++) {
        handover.see(new Sighting(lock, 0, i));
      }
    }
  }
}
