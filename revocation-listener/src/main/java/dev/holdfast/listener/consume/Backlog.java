package dev.holdfast.listener.consume;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What one partition still owes. Records of one subject are handed out one at a time, in order;
 * those of different subjects at the same time. The partition may be committed up to the first that
 * is owed, so a crash repeats what passed it and loses nothing. Confined to the consumer's thread.
 */
final class Backlog {

  private static final int FIRST_TRIES = 8;
  // Places of their own: who is in trouble must not slow down who is not, nor be left out.
  private static final int RETRIES = 2;
  // Enough that a few subjects in trouble hold up nobody, few enough that an outage of everything
  // is met by waiting, and not by trying everybody's luck.
  private static final int MOST_IN_TROUBLE = 16;
  private static final int MOST_SUBJECTS = 32;
  private static final int MOST_RECORDS = 1_000;

  private final Map<String, Deque<ConsumerRecord<byte[], byte[]>>> waiting = new LinkedHashMap<>();
  private final Set<String> tried = new HashSet<>();
  private final TreeMap<Long, Instant> owed = new TreeMap<>();
  private final Retries retries;
  private OptionalLong next = OptionalLong.empty();

  Backlog(ConsumerSettings settings, Clock clock) {
    this.retries = new Retries(settings, clock);
  }

  /** Takes a record that was read. */
  void add(ConsumerRecord<byte[], byte[]> record) {
    waiting.computeIfAbsent(subject(record), _ -> new ArrayDeque<>()).addLast(record);
    owed.put(record.offset(), Instant.ofEpochMilli(record.timestamp()));
    next = OptionalLong.of(record.offset() + 1);
  }

  /** Whether more should be read. */
  boolean hasRoom() {
    return waiting.size() < MOST_SUBJECTS && owed.size() < MOST_RECORDS;
  }

  /** Hands out what may be tried now. */
  List<ConsumerRecord<byte[], byte[]>> take() {
    List<ConsumerRecord<byte[], byte[]>> due = new ArrayList<>();
    waiting.forEach(
        (subject, records) -> {
          if (!tried.contains(subject) && isDue(subject)) {
            tried.add(subject);
            due.add(records.getFirst());
          }
        });
    return due;
  }

  private boolean isDue(String subject) {
    long again = tried.stream().filter(retries::isInTrouble).count();
    if (retries.isInTrouble(subject)) {
      return again < RETRIES && retries.isDue(subject);
    }
    long first = tried.size() - again;
    return first < FIRST_TRIES && retries.count() + first < MOST_IN_TROUBLE;
  }

  /** A record that was handed out has had all its effects. */
  void succeeded(ConsumerRecord<byte[], byte[]> record) {
    String subject = subject(record);
    tried.remove(subject);
    retries.succeeded(subject);
    owed.remove(record.offset());
    waiting.computeIfPresent(
        subject,
        (_, records) -> {
          records.removeFirst();
          return records.isEmpty() ? null : records;
        });
  }

  /** A record that was handed out has to be tried again, before those of its subject behind it. */
  void failed(ConsumerRecord<byte[], byte[]> record) {
    String subject = subject(record);
    tried.remove(subject);
    retries.failed(subject);
  }

  /** Up to where everything has had its effect; empty if nothing was read. */
  OptionalLong committable() {
    return owed.isEmpty() ? next : OptionalLong.of(owed.firstKey());
  }

  /** When the oldest record that is owed was written. */
  Optional<Instant> oldest() {
    return owed.values().stream().min(Instant::compareTo);
  }

  private static String subject(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), ISO_8859_1);
  }
}
