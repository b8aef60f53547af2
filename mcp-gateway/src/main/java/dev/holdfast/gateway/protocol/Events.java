package dev.holdfast.gateway.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Server-sent events, as far as they have arrived. */
public final class Events {

  private static final byte[] FIELD = "data:".getBytes(StandardCharsets.UTF_8);

  private Events() {}

  /** The data of the last event that is complete and has any; empty if none has. */
  public static byte[] data(byte[] stream) {
    byte[] last = {};
    var event = new ByteArrayOutputStream();
    int begin = 0;
    for (int i = 0; i < stream.length; i++) {
      if (stream[i] == '\n') {
        int end = i > begin && stream[i - 1] == '\r' ? i - 1 : i;
        if (end > begin) {
          line(stream, begin, end, event);
        } else if (event.size() > 0) {
          last = event.toByteArray();
          event.reset();
        }
        begin = i + 1;
      }
    }
    return last;
  }

  private static void line(byte[] stream, int begin, int end, ByteArrayOutputStream event) {
    int value = begin + FIELD.length;
    if (value > end || !Arrays.equals(stream, begin, value, FIELD, 0, FIELD.length)) {
      return;
    }
    if (event.size() > 0) {
      event.write('\n');
    }
    // HTML, 9.2.6: one space after the colon is not part of it.
    int text = value < end && stream[value] == ' ' ? value + 1 : value;
    event.write(stream, text, end - text);
  }
}
