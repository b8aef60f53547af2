package dev.holdfast.listener.consume;

import dev.holdfast.runtime.tracing.Tracing;
import dev.holdfast.runtime.tracing.kafka.RecordTraces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Handles each record in the trace of whoever published it, once more for each attempt. */
record TracedHandler(RecordHandler handler, RecordTraces traces) implements RecordHandler {

  @Override
  public Handled handle(ConsumerRecord<byte[], byte[]> record) {
    Context handling = traces.handling(record);
    try (var _ = Tracing.enter(handling)) {
      Handled handled = handler.handle(record);
      if (handled instanceof Handled.Later) {
        Tracing.failed(handling, "later");
      }
      return handled;
    } catch (RuntimeException e) {
      Tracing.failed(handling, e);
      throw e;
    } finally {
      Span.fromContext(handling).end();
    }
  }
}
