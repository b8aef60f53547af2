package dev.holdfast.runtime.tracing.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.holdfast.runtime.tracing.TraceHeaders;
import dev.holdfast.runtime.tracing.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Traces in records: whoever publishes tells, and whoever handles goes on in the same trace. */
@Singleton
public final class RecordTraces {

  // Of the conventions', but not settled yet.
  private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
  private static final AttributeKey<String> TOPIC =
      AttributeKey.stringKey("messaging.destination.name");
  private static final AttributeKey<String> OPERATION =
      AttributeKey.stringKey("messaging.operation.type");
  private static final AttributeKey<String> EVENT_TYPE =
      AttributeKey.stringKey("cloudevents.event_type");

  private final Tracing tracing;

  RecordTraces(Tracing tracing) {
    this.tracing = tracing;
  }

  /**
   * Begins the publication of a record.
   *
   * @param cause the work that it is part of
   * @return the context to tell of; its span must be ended
   */
  public Context publication(String topic, Context cause) {
    return tracing.send(SpanKind.PRODUCER, "send " + topic, cause, attributes(topic, "send"));
  }

  /**
   * Begins the handling of a record.
   *
   * @return its context; the span must be ended
   */
  public Context handling(ConsumerRecord<?, ?> record) {
    return tracing.receive(
        SpanKind.CONSUMER,
        "process " + record.topic(),
        TraceHeaders.context(name -> values(record.headers(), name)),
        attributes(record.topic(), "process"));
  }

  /** Says what the record turned out to be, by its CloudEvents type. */
  public static void is(Context handling, String eventType) {
    Span.fromContext(handling).setAttribute(EVENT_TYPE, eventType);
  }

  /** Tells of a context, unless the record tells of one already. */
  public static void tell(Context context, Headers headers) {
    if (headers.lastHeader(TraceHeaders.TRACEPARENT) == null) {
      TraceHeaders.of(context)
          .ifPresent(
              trace -> trace.tell((name, value) -> headers.add(name, value.getBytes(US_ASCII))));
    }
  }

  private static Attributes attributes(String topic, String operation) {
    return Attributes.of(SYSTEM, "kafka", TOPIC, topic, OPERATION, operation);
  }

  private static List<String> values(Headers headers, String name) {
    Stream<Header> found = StreamSupport.stream(headers.headers(name).spliterator(), false);
    return found
        .filter(header -> header.value() != null)
        .map(header -> new String(header.value(), US_ASCII))
        .toList();
  }
}
