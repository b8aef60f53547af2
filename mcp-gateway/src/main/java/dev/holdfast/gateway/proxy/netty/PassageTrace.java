package dev.holdfast.gateway.proxy.netty;

import dev.holdfast.runtime.tracing.TraceHeaders;
import dev.holdfast.runtime.tracing.Tracing;
import dev.holdfast.runtime.tracing.http.OutgoingCall;
import io.netty.handler.codec.http.HttpRequest;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;

/**
 * The trace of a call on the short way: a span for the message, and one for the exchange with the
 * server. Both end with the answer's last byte.
 *
 * @param message its context; without an exporter what the client told of, if anything
 * @param exchange the call to the server
 */
record PassageTrace(Context message, OutgoingCall exchange) {

  /** The answer begins. */
  void answered(int status) {
    exchange.answered(status);
  }

  /** The answer is complete, or nobody waits for it. */
  void end() {
    exchange.close();
    Span.fromContext(message).end();
  }

  /** There is no answer, or it broke off. */
  void fail(Throwable cause) {
    exchange.failed(cause);
    Tracing.failed(message, cause);
    end();
  }

  /** The request goes on by the long way, as a part of what was begun here. */
  void handOver(HttpRequest request) {
    end();
    TraceHeaders.of(message).ifPresent(trace -> trace.tell(request.headers()::set));
  }
}
