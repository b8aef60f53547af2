package dev.holdfast.gateway.rewrite;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Cuts a stream of server-sent events into events. Fed by one thread at a time. */
public final class EventCutter {

  private final ByteArrayOutputStream event = new ByteArrayOutputStream();
  private boolean lineIsEmpty = true;
  private boolean afterReturn;

  /**
   * These bytes came; what is complete by now goes on. Half a line end may come by itself, after
   * the event that it belongs to.
   *
   * @throws IllegalStateException if an event is too long for anybody
   */
  public List<byte[]> passed(byte[] piece) {
    List<byte[]> complete = new ArrayList<>();
    for (byte one : piece) {
      boolean secondHalf = afterReturn && one == '\n';
      afterReturn = one == '\r';
      event.write(one);
      if (secondHalf) {
        // It belongs to the line end before it, which may have completed an event already.
        if (event.size() == 1) {
          complete.add(taken());
        }
      } else if (one == '\n' || one == '\r') {
        if (lineIsEmpty) {
          complete.add(taken());
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
    return event.size() == 0 ? List.of() : List.of(taken());
  }

  private byte[] taken() {
    byte[] bytes = event.toByteArray();
    event.reset();
    return bytes;
  }
}
