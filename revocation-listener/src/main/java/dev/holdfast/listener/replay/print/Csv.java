package dev.holdfast.listener.replay.print;

import dev.holdfast.listener.replay.judge.Finding;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Comma-separated values (RFC 4180). A cell that a spreadsheet would take for a formula gets an
 * apostrophe in front: ids come from anybody.
 */
final class Csv implements Printer {

  private static final String FORMULA = "=+-@\t\r";

  @Override
  public void begin(PrintWriter out) {
    line(
        out,
        List.of(
            "time",
            "iss",
            "sub",
            "what",
            "why",
            "event",
            "clients",
            "spared_sid",
            "revoked",
            "spared",
            "sound",
            "mismatches",
            "notes"));
  }

  @Override
  public void print(PrintWriter out, Finding finding) {
    Row row = Row.of(finding);
    line(
        out,
        List.of(
            finding.time().toString(),
            finding.subject().issuer(),
            finding.subject().subject(),
            row.what(),
            row.why(),
            finding.event(),
            row.clients(),
            row.session(),
            row.revoked(),
            row.spared(),
            Boolean.toString(finding.sound()),
            String.join("; ", finding.mismatches()),
            String.join("; ", finding.notes())));
  }

  @Override
  public void end(PrintWriter out, Sum sum) {
    // Every line of the file is a record.
  }

  private static void line(PrintWriter out, List<String> cells) {
    out.print(cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + "\r\n");
  }

  /** Always quoted, so that nothing in it can end the cell. */
  static String cell(String text) {
    String tame = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return '"' + tame.replace("\"", "\"\"") + '"';
  }
}
