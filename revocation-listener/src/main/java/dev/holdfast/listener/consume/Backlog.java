package dev.holdfast.listener.consume;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What one partition still owes. Records of a subject that waits wait behind each other; others
 * pass. The partition may be committed up to the first that waits, so a crash repeats what passed
 * and loses nothing. Confined to the consumer's thread.
 */
final class Backlog {

  // Enough that a few subjects in trouble hold up nobody, few enough that an outage of everything
  // is met by waiting, and not by trying everybody's luck.
  private static final int MOST_SUBJECTS = 16;
  private static final int MOST_RECORDS = 1_000;

  private final Map<String, Deque<ConsumerRecord<byte[], byte[]>>> waiting = new LinkedHashMap<>();
  private final TreeMap<Long, Instant> owed = new TreeMap<>();
  private OptionalLong next = OptionalLong.empty();

  /** Whom a record is about, as far as order goes. */
  static String subject(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), ISO_8859_1);
  }

  /** Whether one more record may have to wait. */
  boolean hasRoom() {
    return waiting.size() < MOST_SUBJECTS && owed.size() < MOST_RECORDS;
  }

  /** Whether records of that subject wait. */
  boolean isWaiting(String subject) {
    return waiting.containsKey(subject);
  }

  /** The subjects that wait, longest first. */
  List<String> subjects() {
    return List.copyOf(waiting.keySet());
  }

  /** The subject's first record that waits. */
  Optional<ConsumerRecord<byte[], byte[]>> first(String subject) {
    return Optional.ofNullable(waiting.get(subject)).map(Deque::peekFirst);
  }

  /** The record has had its effect at once. */
  void passed(ConsumerRecord<byte[], byte[]> record) {
    next = OptionalLong.of(record.offset() + 1);
  }

  /** The record has to wait, behind those of its subject that wait already. */
  void wait(ConsumerRecord<byte[], byte[]> record) {
    passed(record);
    waiting.computeIfAbsent(subject(record), _ -> new ArrayDeque<>()).addLast(record);
    owed.put(record.offset(), Instant.ofEpochMilli(record.timestamp()));
  }

  /** The subject's first record has had its effect. */
  void caughtUp(String subject) {
    waiting.computeIfPresent(
        subject,
        (_, records) -> {
          owed.remove(records.removeFirst().offset());
          return records.isEmpty() ? null : records;
        });
  }

  /** Up to where everything has had its effect; empty if nothing was read. */
  OptionalLong committable() {
    return owed.isEmpty() ? next : OptionalLong.of(owed.firstKey());
  }

  /** When the oldest record that waits was written. */
  Optional<Instant> oldest() {
    return owed.values().stream().min(Instant::compareTo);
  }
}
