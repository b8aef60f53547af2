package dev.holdfast.listener.replay.read;

import java.util.ArrayList;
import java.util.List;

/** Shows a viewer what is read by the handful, on a thread of its own. */
final class Handover implements Viewer, AutoCloseable {

  private static final int BATCH = 256;
  private static final int BATCHES = 12;

  private final Stage<List<Sighting>> stage;
  private List<Sighting> batch = new ArrayList<>(BATCH);

  Handover(Viewer viewer) {
    this.stage = new Stage<>("replay-viewer", BATCHES, some -> some.forEach(viewer::see));
  }

  @Override
  public void see(Sighting sighting) {
    batch.add(sighting);
    if (batch.size() == BATCH) {
      handOver();
    }
  }

  /**
   * Waits for the viewer.
   *
   * @throws RuntimeException what the viewer has thrown, if it has
   */
  @Override
  public void close() {
    try (stage) {
      handOver();
    }
  }

  private void handOver() {
    stage.hand(batch);
    batch = new ArrayList<>(BATCH);
  }
}
