package dev.holdfast.outbox.jdbc;

import dev.holdfast.contracts.events.EncodedEvent;
import dev.holdfast.outbox.PendingEvent;
import dev.holdfast.runtime.tracing.TraceHeaders;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@MappedEntity("outbox")
@SuppressWarnings("ArrayRecordComponent") // Never compared; copied into a record at once.
record OutboxRow(
    @Id long seq,
    String topic,
    String recordKey,
    byte[] value,
    @Nullable String traceparent,
    @Nullable String tracestate) {

  PendingEvent pending() {
    return new PendingEvent(
        seq,
        new EncodedEvent(topic, recordKey, value),
        Optional.ofNullable(traceparent).map(parent -> new TraceHeaders(parent, tracestate)));
  }
}
