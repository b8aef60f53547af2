package dev.holdfast.listener.replay.read;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

final class TimesTest {

  @Property
  void whatIsWrittenIsReadBack(
      @ForAll @LongRange(min = -60_000_000_000L, max = 250_000_000_000L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano) {
    Instant instant = Instant.ofEpochSecond(second, nano);

    assertThat(instant(instant.toString())).isEqualTo(instant);
    assertThat(instant(Instant.ofEpochSecond(second).toString()))
        .isEqualTo(Instant.ofEpochSecond(second));
  }

  @Example
  void whatTheGeneralParserReadsIsReadAlike() {
    for (String text :
        new String[] {
          "2026-11-20T10:00:00+01:00", "2026-11-20T24:00:00Z", "2026-11-20T10:00:00.5Z"
        }) {
      assertThat(instant(text)).isEqualTo(Instant.parse(text));
    }
  }

  @Example
  void whatIsNoInstantIsRefused() {
    for (String text :
        new String[] {
          "",
          "Z",
          "2026-11-20T10:00:00",
          "2026-02-30T10:00:00Z",
          "2026-11-20T10:61:00Z",
          "2026-11-20 10:00:00Z",
          "2026-11-20T10:00:00.1234567890Z"
        }) {
      assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> instant(text));
    }
  }

  private static Instant instant(String text) {
    byte[] before = "before".getBytes(US_ASCII);
    byte[] all = ("before" + text + "after").getBytes(US_ASCII);
    return Times.instant(all, before.length, text.length());
  }
}
