package dev.holdfast.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBoundaryTest {

  @Test
  void streamBeginsBetweenEvents() {
    assertThat(new EventBoundary().isHere()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"data: a\n\n", "data: a\r\n\r\n", "data: a\r\r", "data: a\n\r\n", ":\n\n"})
  void blankLineEndsAnEventHoweverItIsCut(String event) {
    byte[] bytes = event.getBytes(StandardCharsets.US_ASCII);
    for (int cut = 1; cut < bytes.length; cut++) {
      EventBoundary boundary = new EventBoundary();
      boundary.passed(Arrays.copyOfRange(bytes, 0, cut));
      assertThat(boundary.isHere()).as("after %d bytes", cut).isFalse();
      boundary.passed(Arrays.copyOfRange(bytes, cut, bytes.length));
      assertThat(boundary.isHere()).as("cut after %d bytes", cut).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"data: a", "data: a\n", "data: a\r\n", "data: a\n\ndata: b\n", "\n\nx"})
  void elsewhereNothingMayBePutBetween(String text) {
    EventBoundary boundary = new EventBoundary();
    boundary.passed(text.getBytes(StandardCharsets.US_ASCII));

    assertThat(boundary.isHere()).isFalse();
  }
}
