package dev.holdfast.listener.replay.read;

/** Receives what is read, in order, on one thread that need not be the reading one. */
@FunctionalInterface
public interface Viewer {

  /** One event; the next comes when this returns. */
  void see(Sighting sighting);
}
