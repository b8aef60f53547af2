package dev.holdfast.listener.consume;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Does what one record asks for. */
@FunctionalInterface
public interface RecordHandler {

  /**
   * Handles a record, which may have been handled before. A thrown exception counts as {@link
   * Handled.Later}: nothing that we failed to understand about ourselves may lose a lock.
   */
  Handled handle(ConsumerRecord<byte[], byte[]> record);
}
