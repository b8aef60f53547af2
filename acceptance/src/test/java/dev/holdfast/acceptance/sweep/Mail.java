package dev.holdfast.acceptance.sweep;

import dev.holdfast.acceptance.fixture.Topic;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.identity.SubjectId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;

/**
 * A slow way to the topic. What is about one subject stays in order; beyond that there is none, and
 * what has arrived may arrive once more at any time.
 */
final class Mail {

  private final EventCodec codec = new EventCodec();
  private final Map<SubjectId, Queue<IdentityEvent>> underWay = new LinkedHashMap<>();
  private final List<IdentityEvent> arrived = new ArrayList<>();
  private final Topic topic;
  private final Random random;

  Mail(Topic topic, Random random) {
    this.topic = topic;
    this.random = random;
  }

  void post(IdentityEvent event) {
    underWay.computeIfAbsent(event.header().subject(), _ -> new ArrayDeque<>()).add(event);
  }

  /** Lets one event arrive, of whatever subject. */
  void deliverOne() {
    List<SubjectId> subjects = List.copyOf(underWay.keySet());
    if (!subjects.isEmpty()) {
      SubjectId subject = subjects.get(random.nextInt(subjects.size()));
      Queue<IdentityEvent> events = underWay.getOrDefault(subject, new ArrayDeque<>());
      IdentityEvent event = events.remove();
      if (events.isEmpty()) {
        underWay.remove(subject);
      }
      send(event);
      arrived.add(event);
    }
  }

  void deliverAll() {
    while (!underWay.isEmpty()) {
      deliverOne();
    }
  }

  /** Lets something arrive that had arrived before. */
  void repeatOne() {
    if (!arrived.isEmpty()) {
      send(arrived.get(random.nextInt(arrived.size())));
    }
  }

  private void send(IdentityEvent event) {
    topic.send(event.header().subject(), codec.encode(event).value());
  }
}
