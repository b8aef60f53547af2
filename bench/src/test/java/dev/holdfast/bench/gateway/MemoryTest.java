package dev.holdfast.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryTest {

  @Test
  void liveBytesAreTheTotalOfTheHistogram() {
    String histogram =
        """
        17380:
         num     #instances         #bytes  class name (module)
        -------------------------------------------------------
           1:        392669      178299640  [B (java.base@25)
        Total       2915563      370568040
        """;

    assertThat(Memory.live(histogram)).isEqualTo(370_568_040);
  }

  @Test
  void aJvmThatGivesNoHistogramIsNoZero() {
    assertThatThrownBy(() -> Memory.live("No such process"))
        .isInstanceOf(IllegalStateException.class);
  }
}
