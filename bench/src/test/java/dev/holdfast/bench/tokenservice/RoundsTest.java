package dev.holdfast.bench.tokenservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {

  private final List<String> taken = new ArrayList<>();

  @Test
  void aWorkerGoesRoundItsShareForEver() throws IOException, InterruptedException {
    Rounds<String> first = Rounds.dealt(List.of("a", "b", "c", "d", "e"), 2, taken::add).getFirst();

    for (int i = 0; i < 4; i++) {
      first.once();
    }

    assertThat(taken).containsExactly("a", "c", "e", "a");
  }

  @Test
  void workersShareEverythingAndNothingTwice() throws IOException, InterruptedException {
    for (Rounds<String> worker : Rounds.dealt(List.of("a", "b", "c", "d"), 2, taken::add)) {
      worker.once();
      worker.once();
    }

    assertThat(taken).containsExactlyInAnyOrder("a", "b", "c", "d");
  }

  @Test
  void aWorkerWithoutAShareIsRefused() {
    assertThatThrownBy(() -> Rounds.dealt(List.of("a"), 2, taken::add))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
