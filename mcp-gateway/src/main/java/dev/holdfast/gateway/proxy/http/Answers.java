package dev.holdfast.gateway.proxy.http;

import dev.holdfast.gateway.protocol.Era;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.revocation.OpenStream;
import dev.holdfast.gateway.session.InitializeParameters;
import dev.holdfast.gateway.session.OpenedSession;
import dev.holdfast.gateway.session.SealedSessions;
import dev.holdfast.gateway.stream.Draining;
import dev.holdfast.gateway.stream.KeepAlive;
import dev.holdfast.gateway.stream.Linger;
import dev.holdfast.gateway.upstream.Answer;
import dev.holdfast.gateway.upstream.Call;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Hands an upstream's answer to the client: session sealed, body streaming, cut on revocation. */
@Singleton
final class Answers {

  private static final String NO_BUFFERING = "X-Accel-Buffering";

  private final SealedSessions sessions;
  private final Cuts cuts;
  private final KeepAlive keepAlive;
  private final Linger linger;
  private final Draining draining;
  private final Refusals refusals;

  Answers(
      SealedSessions sessions,
      Cuts cuts,
      KeepAlive keepAlive,
      Linger linger,
      Draining draining,
      Refusals refusals) {
    this.sessions = sessions;
    this.cuts = cuts;
    this.keepAlive = keepAlive;
    this.linger = linger;
    this.draining = draining;
    this.refusals = refusals;
  }

  /**
   * The upstream's answer to a call.
   *
   * @param session the call was made in; null if in none
   */
  HttpResponse<Flux<byte[]>> pass(
      Answer answer, Call call, Message message, @Nullable OpenedSession session) {
    MutableHttpResponse<Flux<byte[]>> response = HttpResponse.status(answer.status(), null);
    answer
        .headers()
        .forEach((name, values) -> values.forEach(value -> response.header(name, value)));
    response.header(NO_BUFFERING, "no");
    // Upstreams repeat the id; the client keeps the sealed one it has. Modern ones have none.
    if (call.era() == Era.LEGACY && message.isInitialize()) {
      answer
          .session()
          .ifPresent(id -> response.header(Checks.SESSION_ID, sealed(id, answer, call, message)));
    }
    Cut cut = new Cut(answer.isEventStream());
    response.setAttribute(Cut.ATTRIBUTE, cut);
    return response.body(body(answer, call, message, session, cut));
  }

  private Flux<byte[]> body(
      Answer answer, Call call, Message message, @Nullable OpenedSession session, Cut cut) {
    Answer ending =
        isListening(call, message) ? answer.withBody(draining.end(answer.body())) : answer;
    Flux<byte[]> body = cut(ending, call, session, cut);
    // Outside of the cut: a revoked token's answer is not read on for anybody.
    if (call.era() == Era.LEGACY && call.method().equals("POST")) {
      body = linger.on(body);
    }
    return answer.isEventStream() ? keepAlive.around(body) : body;
  }

  private static boolean isListening(Call call, Message message) {
    return call.method().equals("GET") || message.isNamed("subscriptions/listen");
  }

  /** An answer of the gateway's own: no session, and nothing that could be cut. */
  MutableHttpResponse<Flux<byte[]>> own(Answer answer) {
    MutableHttpResponse<Flux<byte[]>> response = HttpResponse.status(answer.status(), null);
    answer
        .headers()
        .forEach((name, values) -> values.forEach(value -> response.header(name, value)));
    return response.body(answer.body());
  }

  private String sealed(String id, Answer answer, Call call, Message message) {
    var initialize = new InitializeParameters(message.lastingParams().toString());
    return sessions
        .seal(id, call.caller(), call.server(), initialize)
        .orElseThrow(
            () -> {
              answer.discard();
              return refusals.sessionIdTooLong(call.server());
            });
  }

  private Flux<byte[]> cut(Answer answer, Call call, @Nullable OpenedSession session, Cut cut) {
    return Flux.defer(
        () -> {
          Sinks.Empty<Void> end = Sinks.empty();
          Optional<OpenStream> stream = cuts.open(call, session, () -> cut.now(end));
          return answer
              .body()
              .takeUntilOther(end.asMono())
              .doFinally(_ -> stream.ifPresent(cuts::closed));
        });
  }
}
