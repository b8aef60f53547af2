package dev.holdfast.gateway.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a stream of server-sent events has come: between two events or inside one, and which id
 * was last. Fed by one thread at a time.
 */
public final class EventProgress {

  private static final int LONGEST_ID = 1024;
  private static final String ID = "id:";

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean between = true;
  private boolean afterReturn;
  private volatile @Nullable String lastEventId;

  /** These bytes went by. */
  public void passed(byte[] piece) {
    for (byte one : piece) {
      boolean secondHalf = afterReturn && one == '\n';
      afterReturn = one == '\r';
      if (secondHalf) {
        continue;
      }
      if (one == '\n' || one == '\r') {
        endLine();
      } else {
        between = false;
        if (line.size() < LONGEST_ID) {
          line.write(one);
        }
      }
    }
  }

  /** Whether the next event, or a comment, can begin here. */
  public boolean isBetweenEvents() {
    return between;
  }

  /** The id of the last event that had one: the stream can be resumed there. */
  public Optional<String> lastEventId() {
    return Optional.ofNullable(lastEventId);
  }

  private void endLine() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    between = text.isEmpty();
    if (text.startsWith(ID)) {
      lastEventId = text.substring(ID.length()).strip();
    }
  }
}
