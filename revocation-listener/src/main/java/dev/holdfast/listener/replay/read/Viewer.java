package dev.holdfast.listener.replay.read;

/** Receives what is read, on the reading thread. */
@FunctionalInterface
public interface Viewer {

  /** One event; the next comes when this returns. */
  void see(Sighting sighting);
}
