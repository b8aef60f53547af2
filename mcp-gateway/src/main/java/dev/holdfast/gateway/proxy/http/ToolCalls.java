package dev.holdfast.gateway.proxy.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.contracts.events.CallOutcome;
import dev.holdfast.gateway.audit.AuditTrail;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.server.Servers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SignalType;

/**
 * Puts calls of tools on record: who, which, and how they ended. {@code
 * holdfast.gateway.tool.calls} times them by server and outcome, until their answers are complete.
 */
@Singleton
public final class ToolCalls {

  private static final String CUT = "cut";

  private final AuditTrail trail;
  private final Clock clock;
  private final Map<String, Map<CallOutcome, Timer>> timers = new HashMap<>();

  ToolCalls(AuditTrail trail, Servers servers, MeterRegistry metrics, Clock clock) {
    this.trail = trail;
    this.clock = clock;
    Stream.concat(servers.all().stream(), servers.aggregate().stream())
        .forEach(server -> timers.put(server.name(), timersOf(server, metrics)));
  }

  /**
   * A call of one tool.
   *
   * @param message all of it
   */
  record One(McpServer server, String tool, Message message) {

    /** The same call, as the server that it is for knows it. */
    One at(McpServer other, String name) {
      return new One(other, name, message);
    }
  }

  /** What becomes of a request. */
  @FunctionalInterface
  interface Work {
    HttpResponse<Flux<byte[]>> answer() throws InterruptedException;
  }

  /** The calls in a message: none, one, or those of a batch. */
  static List<One> in(McpServer server, Message message) {
    Stream<JsonNode> parts =
        message.json().isArray()
            ? StreamSupport.stream(message.json().spliterator(), false)
            : Stream.of(message.json());
    return parts
        .map(Message::new)
        .filter(part -> part.isNamed("tools/call"))
        .map(part -> new One(server, part.target().orElse(""), part))
        .toList();
  }

  /**
   * Begins to record the calls in a message whose answer the caller watches himself.
   *
   * @return null if there is nothing to record
   */
  public @Nullable Watch watch(Admitted.Passed passed) {
    List<One> calls = in(passed.call().server(), passed.message());
    return calls.isEmpty()
        ? null
        : new Watch(
            new Recording(calls, passed.call().caller(), clock.instant(), System.nanoTime()));
  }

  /** A record that goes on; it ends in one way, or, if somebody else keeps it, not at all. */
  public final class Watch {

    private final Recording record;
    private @Nullable Heard heard;

    private Watch(Recording record) {
      this.record = record;
    }

    /** The answer begins. */
    public void head(int status, boolean events) {
      heard = new Heard(status, events);
    }

    /** A piece of its body. */
    public void add(byte[] piece) {
      if (heard != null) {
        heard.add(piece);
      }
    }

    /** The answer is complete. */
    public void complete() {
      if (heard != null) {
        end(record, heard, SignalType.ON_COMPLETE);
      }
    }

    /** Nobody waits for the answer any more. */
    public void abandoned() {
      end(record, CallOutcome.ABANDONED, null);
    }

    /** Token or session ended before the answer was complete. */
    public void cut() {
      end(record, CallOutcome.ABANDONED, CUT);
    }

    /** The answer broke off. */
    public void broken() {
      end(record, CallOutcome.UNAVAILABLE, "broken-off");
    }
  }

  /** Does the work and records what became of these calls, when their answer is complete. */
  HttpResponse<Flux<byte[]>> recorded(List<One> calls, Caller caller, Work work)
      throws InterruptedException {
    if (calls.isEmpty()) {
      return work.answer();
    }
    Recording record = new Recording(calls, caller, clock.instant(), System.nanoTime());
    try {
      return watched(work.answer(), record);
    } catch (RefusedException e) {
      end(record, e.outcome(), e.reason());
      throw e;
    } catch (InterruptedException e) {
      end(record, CallOutcome.ABANDONED, null);
      throw e;
    } catch (RuntimeException e) {
      end(record, CallOutcome.UNAVAILABLE, "unexpected");
      throw e;
    }
  }

  private record Recording(List<One> calls, Caller caller, Instant begun, long nanos) {}

  private HttpResponse<Flux<byte[]>> watched(
      HttpResponse<Flux<byte[]>> response, Recording record) {
    Optional<Flux<byte[]>> body = response.getBody();
    Heard heard = new Heard(response);
    if (body.isEmpty()) {
      end(record, heard, SignalType.ON_COMPLETE);
      return response;
    }
    return response
        .toMutableResponse()
        .body(
            body.get()
                .doOnNext(heard::add)
                .doFinally(
                    signal -> {
                      if (Cut.isMade(response)) {
                        end(record, CallOutcome.ABANDONED, CUT);
                      } else {
                        end(record, heard, signal);
                      }
                    }));
  }

  private void end(Recording record, Heard heard, SignalType signal) {
    switch (signal) {
      case ON_COMPLETE ->
          record.calls().forEach(call -> end(record, call, heard.outcome(call.message()), null));
      case CANCEL -> end(record, CallOutcome.ABANDONED, null);
      default -> end(record, CallOutcome.UNAVAILABLE, "broken-off");
    }
  }

  private void end(Recording record, CallOutcome outcome, @Nullable String refusal) {
    record.calls().forEach(call -> end(record, call, outcome, refusal));
  }

  private void end(Recording record, One call, CallOutcome outcome, @Nullable String refusal) {
    Duration duration = Duration.ofNanos(System.nanoTime() - record.nanos());
    timer(call.server(), outcome).record(duration);
    trail.toolCalled(
        call.server(),
        record.caller(),
        call.tool(),
        record.begun(),
        duration,
        outcome,
        refusal,
        call.message().params().path("arguments"));
  }

  private Timer timer(McpServer server, CallOutcome outcome) {
    return requireNonNull(requireNonNull(timers.get(server.name())).get(outcome));
  }

  private static Map<CallOutcome, Timer> timersOf(McpServer server, MeterRegistry metrics) {
    Map<CallOutcome, Timer> byOutcome = new EnumMap<>(CallOutcome.class);
    for (CallOutcome outcome : CallOutcome.values()) {
      byOutcome.put(
          outcome,
          Timer.builder("holdfast.gateway.tool.calls")
              .description("Calls of tools, until their answers are complete")
              .tag("server", server.name())
              .tag("outcome", outcome.name())
              .register(metrics));
    }
    return byOutcome;
  }
}
