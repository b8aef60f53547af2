package dev.holdfast.listener.replay.print;

import dev.holdfast.listener.replay.judge.Finding;
import java.io.PrintWriter;

/** One line per finding. */
final class Table implements Printer {

  private static final String ROW = "%-27s  %-40s  %-19s  %-70s  %-20s  %-36s  %-20s  %-20s  %s%n";

  @Override
  public void begin(PrintWriter out) {
    out.printf(
        ROW,
        "WHEN",
        "WHO",
        "WHAT",
        "WHY",
        "CLIENTS",
        "SESSION SPARED",
        "REVOKED",
        "SPARED",
        "VERDICT");
  }

  @Override
  public void print(PrintWriter out, Finding finding) {
    Row row = Row.of(finding);
    out.printf(
        ROW,
        finding.time(),
        finding.subject().key(),
        row.what(),
        row.why(),
        shown(row.clients()),
        shown(row.session()),
        shown(row.revoked()),
        shown(row.spared()),
        Row.verdict(finding));
  }

  private static String shown(String text) {
    return text.isEmpty() ? "-" : text;
  }

  @Override
  public void end(PrintWriter out, Sum sum) {
    out.println(sum.words());
  }
}
