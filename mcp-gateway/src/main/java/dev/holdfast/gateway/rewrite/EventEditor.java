package dev.holdfast.gateway.rewrite;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Cuts a stream of server-sent events into events and changes those whose data the edit changes.
 * Fed by one thread at a time.
 */
final class EventEditor {

  private static final String DATA = "data:";

  private final Edit edit;
  private final ByteArrayOutputStream event = new ByteArrayOutputStream();
  private boolean lineIsEmpty = true;
  private boolean afterReturn;

  EventEditor(Edit edit) {
    this.edit = edit;
  }

  /** These bytes came; what is complete by now goes on. */
  List<byte[]> passed(byte[] piece) {
    List<byte[]> complete = new ArrayList<>();
    for (byte one : piece) {
      boolean secondHalf = afterReturn && one == '\n';
      afterReturn = one == '\r';
      event.write(one);
      if (secondHalf) {
        // It belongs to the line end before it, which may have completed an event already.
        if (event.size() == 1) {
          complete.add(rest().getFirst());
        }
      } else if (one == '\n' || one == '\r') {
        if (lineIsEmpty) {
          complete.add(edited());
        }
        lineIsEmpty = true;
      } else {
        lineIsEmpty = false;
      }
    }
    if (event.size() > Rewriting.LONGEST) {
      throw new IllegalStateException("the event is too long");
    }
    return complete;
  }

  /** What came after the last complete event. */
  List<byte[]> rest() {
    if (event.size() == 0) {
      return List.of();
    }
    byte[] bytes = event.toByteArray();
    event.reset();
    return List.of(bytes);
  }

  private byte[] edited() {
    byte[] bytes = event.toByteArray();
    event.reset();
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    String data =
        lines.stream()
            .filter(line -> line.startsWith(DATA))
            .map(line -> line.substring(DATA.length()))
            .collect(Collectors.joining("\n"));
    return data.isBlank()
        ? bytes
        : Rewriting.edited(data.getBytes(StandardCharsets.UTF_8), edit)
            .map(json -> withData(lines, new String(json, StandardCharsets.UTF_8)))
            .orElse(bytes);
  }

  private static byte[] withData(List<String> lines, String data) {
    String others =
        lines.stream()
            .filter(line -> !line.startsWith(DATA) && !line.isEmpty())
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    return (others + DATA + " " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
  }
}
