package dev.holdfast.listener.replay.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.listener.replay.judge.Finding;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FormatTest {

  private static final Finding FINDING =
      new Finding(
          "=HYPERLINK(\"x\")",
          new SubjectId("http://localhost:9000", "@alice"),
          Instant.parse("2026-11-20T10:00:00Z"),
          Optional.empty(),
          Optional.empty(),
          List.of("no decision, \"none\""),
          List.of());
  private final StringWriter text = new StringWriter();

  @Test
  void cellsOfCsvAreQuotedAndNeverFormulas() {
    String[] lines = print(Format.CSV).split("\r\n", -1);

    assertThat(lines).hasSize(4).endsWith("");
    assertThat(lines[1])
        .contains("\"'@alice\"", "\"'=HYPERLINK(\"\"x\"\")\"", "\"no decision, \"\"none\"\"\"");
  }

  @Test
  void jsonIsOneArrayAndJsonLinesAreOneObjectEach() throws Exception {
    ObjectMapper mapper = new ObjectMapper();

    assertThat(mapper.readTree(print(Format.JSON))).hasSize(2);
    assertThat(mapper.readTree(print(Format.JSON)).path(1).path("sound").asBoolean(true)).isFalse();
    assertThat(print(Format.JSONL).lines()).hasSize(2).allMatch(line -> line.startsWith("{"));
  }

  @Test
  void aTableEndsWithItsSum() {
    assertThat(print(Format.TABLE))
        .contains("NO DECISION", "MISMATCH: no decision, \"none\"")
        .endsWith(
            "0 decisions, 2 mismatches, 2 events without a decision" + System.lineSeparator());
  }

  @Test
  void progressTellsRateAndTimeLeft() {
    AtomicLong nanos = new AtomicLong();
    ProgressLine progress = new ProgressLine(new PrintWriter(text), false, nanos::get);
    nanos.set(10_000_000_000L);
    progress.at(1_000, 4_000);
    nanos.set(11_000_000_000L);
    progress.at(2_000, 4_000);
    nanos.set(40_000_000_000L);
    progress.at(4_000, 4_000);

    assertThat(text.toString().lines())
        .containsExactly(
            "1,000 of 4,000 records read, 100/s, 30 s left", "4,000 of 4,000 records read, 100/s");
  }

  @Test
  void aTerminalGetsABar() {
    AtomicLong nanos = new AtomicLong();
    ProgressLine progress = new ProgressLine(new PrintWriter(text), true, nanos::get);
    nanos.set(1_000_000_000L);
    progress.at(50, 100);

    assertThat(text.toString()).startsWith("\r[###############               ] 50 of 100");
  }

  private String print(Format format) {
    text.getBuffer().setLength(0);
    PrintWriter out = new PrintWriter(text);
    Printer printer = format.printer();
    Sum sum = new Sum();
    printer.begin(out);
    for (int i = 0; i < 2; i++) {
      sum.add(FINDING);
      printer.print(out, FINDING);
    }
    printer.end(out, sum);
    out.flush();
    return text.toString();
  }
}
