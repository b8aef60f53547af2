package dev.holdfast.outbox.kafka;

import dev.holdfast.outbox.PendingEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits a batch so that no wave holds two records of one key. The producer keeps order through its
 * own retries, but not when it gives up on a record and has already sent the next one; with one
 * record of a key under way that cannot happen.
 */
final class Waves {

  private Waves() {}

  static List<List<PendingEvent>> of(List<PendingEvent> events) {
    List<List<PendingEvent>> waves = new ArrayList<>();
    Map<String, Integer> next = new HashMap<>();
    for (PendingEvent event : events) {
      int wave = next.merge(event.event().key(), 1, Integer::sum) - 1;
      if (wave == waves.size()) {
        waves.add(new ArrayList<>());
      }
      waves.get(wave).add(event);
    }
    return waves;
  }
}
