package dev.holdfast.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void namesStandLeftAndFiguresRight() {
    assertThat(new Table("", "µs").row("long name", "7").row("x", "1,000"))
        .hasToString(
            """
            |           |    µs |
            |-----------|------:|
            | long name |     7 |
            | x         | 1,000 |""");
  }

  @Test
  void aRowHasACellForEveryColumn() {
    assertThatThrownBy(() -> new Table("a", "b").row("1"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
