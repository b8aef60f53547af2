package dev.holdfast.runtime.tracing;

import io.micronaut.core.propagation.PropagatedContext;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.semconv.ErrorAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Begins spans. Without an exporter nothing is recorded; then a context is passed on as it came,
 * and work that came without one still has a trace id, for logs and for what callers are told.
 */
public final class Tracing implements AutoCloseable {

  private static final String SCOPE = "dev.holdfast";
  private static final IdGenerator IDS = IdGenerator.random();

  private final @Nullable Tracer tracer;
  private final Runnable end;

  private Tracing(@Nullable Tracer tracer, Runnable end) {
    this.tracer = tracer;
    this.end = end;
  }

  /** Records nothing. */
  public static Tracing off() {
    return new Tracing(null, () -> {});
  }

  /**
   * Records with this provider.
   *
   * @param end sends what was recorded, and ends the provider
   */
  static Tracing on(TracerProvider provider, Runnable end) {
    return new Tracing(provider.get(SCOPE), end);
  }

  /** Whether spans go anywhere. */
  public boolean isOn() {
    return tracer != null;
  }

  /**
   * Begins work that came from outside: a request, a record.
   *
   * @param parent what the sender told of
   * @return the context of the work, which always has a trace; its span must be ended
   */
  public Context receive(SpanKind kind, String name, Context parent, Attributes attributes) {
    if (tracer == null) {
      return isTraced(parent) ? parent : parent.with(Span.wrap(fresh()));
    }
    return begin(tracer, kind, name, parent, attributes);
  }

  /**
   * The same for work whose parent is not what brought it here, such as a message that names
   * another trace than its request does.
   *
   * @param bearer what brought it, to which its span is linked
   */
  public Context receive(
      SpanKind kind, String name, Context parent, Context bearer, Attributes attributes) {
    if (tracer == null) {
      return parent;
    }
    Span span =
        builder(tracer, kind, name, parent, attributes)
            .addLink(Span.fromContext(bearer).getSpanContext())
            .startSpan();
    return parent.with(span);
  }

  /**
   * Begins what is done for other work: a call, a publication. What belongs to no trace begins
   * none: health checks and cleaning would fill any store.
   *
   * @return the context to tell of; its span must be ended
   */
  public Context send(SpanKind kind, String name, Context parent, Attributes attributes) {
    return tracer == null || !isTraced(parent)
        ? parent
        : begin(tracer, kind, name, parent, attributes);
  }

  private static Context begin(
      Tracer tracer, SpanKind kind, String name, Context parent, Attributes attributes) {
    return parent.with(builder(tracer, kind, name, parent, attributes).startSpan());
  }

  private static SpanBuilder builder(
      Tracer tracer, SpanKind kind, String name, Context parent, Attributes attributes) {
    return tracer
        .spanBuilder(name)
        .setParent(parent)
        .setSpanKind(kind)
        .setAllAttributes(attributes);
  }

  /** Makes a context this thread's, and that of the framework's work for it, until closed. */
  public static Entered enter(Context context) {
    PropagatedContext.Scope scope =
        PropagatedContext.getOrEmpty().plus(new PropagatedTrace(context)).propagate();
    return scope::close;
  }

  /** Does work in a context, and ends its span, as failed if the work throws. */
  public static void during(Context context, Runnable work) {
    try (var _ = enter(context)) {
      work.run();
    } catch (RuntimeException | Error e) {
      failed(context, e);
      throw e;
    } finally {
      Span.fromContext(context).end();
    }
  }

  /** Marks a context's span as failed. The exception's message is not told: it may quote. */
  public static void failed(Context context, Throwable cause) {
    failed(context, cause.getClass().getName());
  }

  /** Marks a context's span as failed by a kind of failure, of which there are few. */
  public static void failed(Context context, String kind) {
    Span.fromContext(context)
        .setStatus(StatusCode.ERROR)
        .setAttribute(ErrorAttributes.ERROR_TYPE, kind);
  }

  /** Whether a context belongs to a trace. */
  public static boolean isTraced(Context context) {
    return Span.fromContext(context).getSpanContext().isValid();
  }

  /** Whether two contexts belong to one trace. */
  public static boolean isSameTrace(Context one, Context other) {
    return Span.fromContext(one)
        .getSpanContext()
        .getTraceId()
        .equals(Span.fromContext(other).getSpanContext().getTraceId());
  }

  /** The trace id of a context, or of nothing else if it has none: 32 hexadecimal digits. */
  public static String traceId(Context context) {
    SpanContext span = Span.fromContext(context).getSpanContext();
    return span.isValid() ? span.getTraceId() : IDS.generateTraceId();
  }

  @Override
  public void close() {
    end.run();
  }

  private static SpanContext fresh() {
    return SpanContext.create(
        IDS.generateTraceId(),
        IDS.generateSpanId(),
        TraceFlags.getDefault(),
        TraceState.getDefault());
  }

  /** Until closed, a context is the thread's. */
  @FunctionalInterface
  public interface Entered extends AutoCloseable {
    @Override
    void close();
  }
}
