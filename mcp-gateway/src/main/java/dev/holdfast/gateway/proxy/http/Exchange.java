package dev.holdfast.gateway.proxy.http;

import dev.holdfast.gateway.era.SpokenEras;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.restart.LastingSessions;
import dev.holdfast.gateway.restart.Outcome;
import dev.holdfast.gateway.session.OpenedSession;
import dev.holdfast.gateway.upstream.Answer;
import dev.holdfast.gateway.upstream.Call;
import dev.holdfast.gateway.upstream.Credentials;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Gets the answer to a checked call, or the refusal of one that has none. */
@Singleton
final class Exchange {

  private final LastingSessions sessions;
  private final SpokenEras eras;
  private final Credentials credentials;
  private final Refusals refusals;

  Exchange(LastingSessions sessions, SpokenEras eras, Credentials credentials, Refusals refusals) {
    this.sessions = sessions;
    this.eras = eras;
    this.credentials = credentials;
    this.refusals = refusals;
  }

  Answer send(Call call, Message message, @Nullable OpenedSession session)
      throws InterruptedException {
    try {
      Answer answer = answer(call, message, session);
      // The gateway's credential was refused; the client's own token is fine.
      if (answer.status() == 401) {
        answer.discard();
        credentials.refused(call.server(), call.caller());
        throw refusals.badGateway(false);
      }
      // Where it leads is nothing that anybody configured.
      if (answer.isRedirect()) {
        answer.discard();
        throw refusals.badGateway(false);
      }
      return message.isInitialize() && answer.status() == 400 ? learn(call, answer) : answer;
    } catch (UpstreamUnavailableException e) {
      throw refusals.unanswered(call.server(), e);
    }
  }

  private Answer answer(Call call, Message message, @Nullable OpenedSession session)
      throws UpstreamUnavailableException, InterruptedException {
    return switch (sessions.send(call, message, session)) {
      case Outcome.Answered(Answer answer) -> answer;
      case Outcome.Gone() -> throw refusals.sessionNotFound(message);
    };
  }

  // MCP 2026-07-28, Compatibility Matrix: so answers a server without initialize.
  private Answer learn(Call call, Answer answer) throws UpstreamUnavailableException {
    Answer.Whole whole = answer.whole();
    if (JsonRpc.parse(whole.body()).filter(JsonRpc::isModernError).isPresent()) {
      eras.refusedInitialize(call.server());
    }
    return whole.answer();
  }
}
