package dev.holdfast.listener.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.TypeConversionException;

/** Offsets by partition, as said on a command line. */
final class Offsets {

  private Offsets() {}

  /**
   * Reads {@code partition:offset} pairs.
   *
   * @throws TypeConversionException if one is none
   */
  static Map<Integer, Long> of(List<String> pairs) {
    Map<Integer, Long> offsets = new HashMap<>();
    for (String pair : pairs) {
      int colon = pair.indexOf(':');
      try {
        offsets.put(
            Integer.parseInt(pair.substring(0, Math.max(colon, 0))),
            Long.parseLong(pair.substring(colon + 1)));
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + pair + "' is not partition:offset");
      }
    }
    return offsets;
  }
}
