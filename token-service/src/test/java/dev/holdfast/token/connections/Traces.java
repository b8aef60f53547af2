package dev.holdfast.token.connections;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Texts to look for in a dump, in all the encodings in which a JVM holds text. */
final class Traces {

  private static final List<Charset> ENCODINGS =
      List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE);

  private static final class Trace {

    private final String name;
    private final byte[] bytes;

    Trace(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes;
    }

    boolean isAt(MappedByteBuffer dump, int place) {
      if (place + bytes.length > dump.limit()) {
        return false;
      }
      for (int i = 0; i < bytes.length; i++) {
        if (dump.get(place + i) != bytes[i]) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<List<Trace>> byStart = new ArrayList<>();

  Traces() {
    for (int start = 0; start < 1 << 16; start++) {
      byStart.add(List.of());
    }
  }

  /** Looks for a text from now on, and calls it so. */
  synchronized void add(String name, String text) {
    for (Charset encoding : ENCODINGS) {
      byte[] bytes = text.getBytes(encoding);
      int start = start(bytes[0], bytes[1]);
      List<Trace> alike = new ArrayList<>(byStart.get(start));
      alike.add(new Trace(name, bytes));
      byStart.set(start, alike);
    }
  }

  /** The names of those that are in a file. */
  Set<String> in(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      MappedByteBuffer dump = channel.map(MapMode.READ_ONLY, 0, channel.size());
      Set<String> found = new TreeSet<>();
      for (int place = 0; place < dump.limit() - 1; place++) {
        for (Trace trace : byStart.get(start(dump.get(place), dump.get(place + 1)))) {
          if (trace.isAt(dump, place)) {
            found.add(trace.name);
          }
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int start(byte first, byte second) {
    return ((first & 0xff) << 8) | (second & 0xff);
  }
}
