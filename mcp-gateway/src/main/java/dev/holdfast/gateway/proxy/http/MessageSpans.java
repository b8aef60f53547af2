package dev.holdfast.gateway.proxy.http;

import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.protocol.ModernRequest;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.tracing.MessageTraces;
import dev.holdfast.runtime.tracing.Tracing;
import dev.holdfast.runtime.tracing.http.RequestTrace;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.util.Optional;
import reactor.core.publisher.Flux;

/** Answers messages in their traces. */
@Singleton
final class MessageSpans {

  private final MessageTraces traces;

  MessageSpans(MessageTraces traces) {
    this.traces = traces;
  }

  /** What answers a message; all of it happens in the message's trace. */
  @FunctionalInterface
  interface Work {
    HttpResponse<Flux<byte[]>> answer(Ending span) throws InterruptedException;
  }

  /**
   * A span that ends when an answer is complete.
   *
   * @param recorded whether there is one
   * @param listening whether the answer lasts as long as the client likes
   */
  record Ending(Context context, boolean recorded, boolean listening) {

    /**
     * It ends with the last byte of this answer, or, if that is a stream of news, with its head.
     */
    HttpResponse<Flux<byte[]>> with(HttpResponse<Flux<byte[]>> answer) {
      if (!recorded) {
        return answer;
      }
      Optional<Flux<byte[]>> body = answer.getBody();
      if (answer.code() >= 400) {
        Tracing.failed(context, Integer.toString(answer.code()));
      }
      if (body.isEmpty() || listening) {
        end();
        return answer;
      }
      return answer.toMutableResponse().body(body.get().doFinally(_ -> end()));
    }

    private void end() {
      Span.fromContext(context).end();
    }
  }

  /** Does the work for a message of a request, on the thread of the request. */
  HttpResponse<Flux<byte[]>> answer(
      McpServer server, HttpRequest<?> request, Message message, Work work)
      throws InterruptedException {
    Context ambient = Context.current();
    Context context = traces.within(ambient, server, request.getHeaders(), message);
    Ending ending =
        new Ending(
            context,
            traces.isOn() && !context.equals(ambient),
            message.isNamed(ModernRequest.LISTEN));
    RequestTrace.move(request, context);
    try (var _ = Tracing.enter(context)) {
      return work.answer(ending);
    } catch (RefusedException e) {
      fail(ending, e.reason());
      throw e;
    } catch (RuntimeException | InterruptedException e) {
      fail(ending, e.getClass().getName());
      throw e;
    }
  }

  private static void fail(Ending ending, String why) {
    if (ending.recorded()) {
      Tracing.failed(ending.context(), why);
      ending.end();
    }
  }
}
