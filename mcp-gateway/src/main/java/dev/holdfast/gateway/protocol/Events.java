package dev.holdfast.gateway.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Server-sent events, as far as they have arrived. */
public final class Events {

  private static final String FIELD = "data:";

  private Events() {}

  /** The data of the last event that is complete and has any; empty if none has. */
  public static byte[] data(byte[] stream) {
    String text = new String(stream, StandardCharsets.UTF_8);
    String last = "";
    String[] events = text.split("\\r?\\n\\r?\\n", -1);
    // What follows the last blank line has not been ended by one.
    for (String event : Arrays.asList(events).subList(0, events.length - 1)) {
      String data =
          event
              .lines()
              .filter(line -> line.startsWith(FIELD))
              .map(line -> line.substring(FIELD.length()).strip())
              .collect(Collectors.joining("\n"));
      last = data.isEmpty() ? last : data;
    }
    return last.getBytes(StandardCharsets.UTF_8);
  }
}
