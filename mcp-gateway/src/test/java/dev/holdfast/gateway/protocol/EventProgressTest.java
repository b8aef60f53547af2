package dev.holdfast.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventProgressTest {

  @ParameterizedTest
  @CsvSource(
      value = {
        "'', true, none",
        "'data: a\n\n', true, none",
        "'data: a\n', false, none",
        "'id: 7\ndata: a\n\n', true, 7",
        "'id:7\r\ndata: a\r\n\r\n', true, 7",
        "'id: 7\rdata: a\r\r', true, 7",
        "'id: 7\n\nid: 8\n\ndata', false, 8",
        "'data: id: 9\n\n', true, none",
        "': comment\n\n', true, none"
      })
  void positionAndLastIdAreKnownHoweverTheBytesCome(String stream, boolean between, String id) {
    EventProgress whole = new EventProgress();
    EventProgress single = new EventProgress();
    byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
    whole.passed(bytes);
    for (byte one : bytes) {
      single.passed(new byte[] {one});
    }

    for (EventProgress progress : new EventProgress[] {whole, single}) {
      assertThat(progress.isBetweenEvents()).isEqualTo(between);
      assertThat(progress.lastEventId().orElse("none")).isEqualTo(id);
    }
  }
}
