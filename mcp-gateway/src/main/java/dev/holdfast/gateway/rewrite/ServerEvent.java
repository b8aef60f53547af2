package dev.holdfast.gateway.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One server-sent event, cut out of its stream.
 *
 * @param lines without their ends, the empty one at the end included
 */
public record ServerEvent(List<String> lines) {

  private static final String DATA = "data:";
  private static final String ID = "id:";

  /** Reads a complete event. */
  public static ServerEvent of(byte[] bytes) {
    return new ServerEvent(new String(bytes, StandardCharsets.UTF_8).lines().toList());
  }

  /** An event of nothing but a message. */
  public static byte[] message(String data) {
    return ("event: message\n" + DATA + " " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  /** What it tells; blank if it is a comment, or a beginning. */
  public String data() {
    return lines.stream()
        .filter(line -> line.startsWith(DATA))
        .map(line -> line.substring(DATA.length()))
        .collect(Collectors.joining("\n"));
  }

  /** From where the stream can be resumed; empty if the event does not say. */
  public Optional<String> id() {
    return lines.stream()
        .filter(line -> line.startsWith(ID))
        .map(line -> line.substring(ID.length()).strip())
        .filter(id -> !id.isEmpty())
        .reduce((_, last) -> last);
  }

  /** The same event with other data. */
  public ServerEvent withData(String data) {
    return with(DATA, data);
  }

  /** The same event with another id. */
  public ServerEvent withId(String id) {
    return with(ID, id);
  }

  /** As it goes on the wire. */
  public byte[] bytes() {
    return lines.stream()
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n", "", "\n\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private ServerEvent with(String field, String value) {
    List<String> kept =
        lines.stream()
            .filter(line -> !line.startsWith(field) && !line.isEmpty())
            .collect(Collectors.toList());
    kept.add(field + " " + value);
    return new ServerEvent(List.copyOf(kept));
  }
}
