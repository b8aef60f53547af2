package dev.holdfast.listener.deadletter.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.listener.deadletter.DeadLetters;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A parked record with what its headers say. */
record Parked(ConsumerRecord<byte[], byte[]> record) {

  TopicPartition partition() {
    return new TopicPartition(record.topic(), record.partition());
  }

  long offset() {
    return record.offset();
  }

  Instant time() {
    return Instant.ofEpochMilli(record.timestamp());
  }

  String reason() {
    return header(DeadLetters.REASON);
  }

  String type() {
    return header(DeadLetters.TYPE);
  }

  String detail() {
    return header(DeadLetters.DETAIL);
  }

  /** The topic it came from. */
  String origin() {
    return header(DeadLetters.TOPIC);
  }

  /** Where in that topic, as {@code partition/offset}. */
  String place() {
    return header(DeadLetters.PARTITION) + "/" + header(DeadLetters.OFFSET);
  }

  /** What stands for a value that was too large to be parked; empty if the value is there. */
  String leftOut() {
    return header(DeadLetters.LEFT_OUT);
  }

  /** The record as it was before it was parked. */
  ProducerRecord<byte[], byte[]> original() {
    RecordHeaders headers = new RecordHeaders();
    for (Header header : record.headers()) {
      if (!header.key().startsWith(DeadLetters.HEADERS)) {
        headers.add(header);
      }
    }
    return new ProducerRecord<>(origin(), null, record.key(), record.value(), headers);
  }

  private String header(String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }
}
