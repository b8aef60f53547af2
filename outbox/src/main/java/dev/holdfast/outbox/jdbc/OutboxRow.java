package dev.holdfast.outbox.jdbc;

import dev.holdfast.contracts.events.EncodedEvent;
import dev.holdfast.outbox.PendingEvent;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

@MappedEntity("outbox")
@SuppressWarnings("ArrayRecordComponent") // Never compared; copied into a record at once.
record OutboxRow(@Id long seq, String topic, String recordKey, byte[] value) {

  PendingEvent pending() {
    return new PendingEvent(seq, new EncodedEvent(topic, recordKey, value));
  }
}
