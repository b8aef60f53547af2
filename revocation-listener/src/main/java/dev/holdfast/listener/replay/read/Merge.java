package dev.holdfast.listener.replay.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.kafka.common.TopicPartition;

/**
 * Brings the events of many partitions into the order of their time. An event leaves only when
 * every partition that is not finished has told what it holds next; a partition that is far ahead
 * is left unread meanwhile, so what waits is bounded.
 */
final class Merge {

  private static final int MANY = 256;
  private static final int FEW = 64;

  private final PriorityQueue<Lane> ready = new PriorityQueue<>();
  private final Collection<Lane> lanes;
  private final Viewer viewer;

  Merge(Collection<Lane> lanes, Viewer viewer) {
    this.lanes = List.copyOf(lanes);
    this.viewer = viewer;
  }

  void add(Lane lane, Sighting sighting) {
    boolean first = lane.waiting() == 0;
    lane.add(sighting);
    if (first) {
      ready.add(lane);
    }
  }

  /**
   * Hands out everything whose turn it is.
   *
   * @return whether that was anything
   */
  boolean flow() {
    if (ready.isEmpty() || lanes.stream().anyMatch(Lane::hungry)) {
      return false;
    }
    Lane lane;
    do {
      lane = ready.remove();
      Sighting next = lane.take();
      if (lane.waiting() > 0) {
        ready.add(lane);
      }
      viewer.see(next);
    } while (!lane.hungry() && !ready.isEmpty());
    return true;
  }

  /** The partitions to leave unread from now on. */
  List<TopicPartition> toPause() {
    return turned(true);
  }

  /** The partitions to read again from now on. */
  List<TopicPartition> toResume() {
    return turned(false);
  }

  private List<TopicPartition> turned(boolean pause) {
    List<TopicPartition> turned = new ArrayList<>();
    for (Lane lane : lanes) {
      boolean due = pause ? lane.waiting() >= MANY : lane.waiting() <= FEW;
      if (due && lane.paused() != pause) {
        lane.paused(pause);
        turned.add(lane.partition());
      }
    }
    return turned;
  }
}
