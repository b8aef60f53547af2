package dev.holdfast.listener.replay.read;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
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

  /** Hands out everything whose turn it is. */
  void flow() {
    if (lanes.stream().noneMatch(Lane::hungry)) {
      boolean more = !ready.isEmpty();
      while (more) {
        more = pass(ready.remove());
      }
    }
  }

  /** Hands out one event, and tells whether it is known which is next. */
  private boolean pass(Lane lane) {
    Sighting first = lane.take();
    if (lane.waiting() > 0) {
      ready.add(lane);
    }
    viewer.see(first);
    return !lane.hungry() && !ready.isEmpty();
  }

  /** The partitions that have told so much that others must tell first. */
  Set<TopicPartition> ahead() {
    Set<TopicPartition> ahead = new HashSet<>();
    for (Lane lane : lanes) {
      lane.ahead(lane.waiting() >= MANY || (lane.isAhead() && lane.waiting() > FEW));
      if (lane.isAhead()) {
        ahead.add(lane.partition());
      }
    }
    return Set.copyOf(ahead);
  }
}
