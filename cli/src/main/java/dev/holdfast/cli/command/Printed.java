package dev.holdfast.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Answers as text: JSON for programs, tables for people. */
final class Printed {

  private Printed() {}

  static String json(JsonNode answer) {
    return answer.toPrettyString() + System.lineSeparator();
  }

  /** One line per entry, under the names of the members. */
  static String table(ArrayNode entries, List<String> members) {
    List<List<String>> cells =
        entries
            .valueStream()
            .map(entry -> members.stream().map(member -> text(entry.path(member))).toList())
            .toList();
    int[] widths =
        IntStream.range(0, members.size())
            .map(
                column ->
                    cells.stream()
                        .mapToInt(row -> row.get(column).length())
                        .reduce(members.get(column).length(), Math::max))
            .toArray();
    var table = new StringBuilder(line(members, widths));
    cells.forEach(row -> table.append(line(row, widths)));
    return table.toString();
  }

  /** One line per member. */
  static String details(JsonNode entry) {
    var details = new StringBuilder();
    int width = entry.propertyStream().mapToInt(member -> member.getKey().length()).max().orElse(0);
    entry
        .properties()
        .forEach(
            member ->
                details.append(
                    line(List.of(member.getKey(), text(member.getValue())), new int[] {width, 0})));
    return details.toString();
  }

  private static String line(List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(cells.get(i)).repeat(' ', Math.max(0, widths[i] - cells.get(i).length()) + 2);
    }
    return line.toString().stripTrailing() + System.lineSeparator();
  }

  /** Names come from strangers: nothing that a terminal would obey gets out. */
  private static String text(JsonNode value) {
    String text =
        value.isArray()
            ? String.join(
                " ",
                StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText).toList())
            : value.isObject() ? value.toString() : value.asText("");
    return text.replaceAll("\\p{C}", "?");
  }
}
