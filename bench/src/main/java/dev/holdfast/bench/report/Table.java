package dev.holdfast.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in Markdown: names to the left, figures to the right. */
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these columns. */
  public Table(String... columns) {
    rows.add(List.of(columns));
  }

  /**
   * One more row.
   *
   * @throws IllegalArgumentException unless it has a cell per column
   */
  public Table row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(cells.length + " cells");
    }
    rows.add(List.of(cells));
    return this;
  }

  /** Ready to be printed, or to be pasted into a document. */
  @Override
  public String toString() {
    int[] widths =
        IntStream.range(0, rows.getFirst().size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    String rule =
        IntStream.range(0, widths.length)
            .mapToObj(column -> "-".repeat(widths[column] + 1) + (column == 0 ? "-" : ":"))
            .collect(Collectors.joining("|", "|", "|"));
    List<String> lines =
        rows.stream()
            .map(row -> line(row, widths))
            .collect(Collectors.toCollection(ArrayList::new));
    lines.add(1, rule);
    return String.join("\n", lines);
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(
            column -> {
              String padding = " ".repeat(widths[column] - row.get(column).length());
              return column == 0 ? row.get(column) + padding : padding + row.get(column);
            })
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
