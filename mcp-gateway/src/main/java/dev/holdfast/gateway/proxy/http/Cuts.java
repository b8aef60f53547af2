package dev.holdfast.gateway.proxy.http;

import dev.holdfast.bearer.VerifiedToken;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.revocation.EndedSessions;
import dev.holdfast.gateway.revocation.Logouts;
import dev.holdfast.gateway.revocation.OpenStream;
import dev.holdfast.gateway.revocation.OpenStreams;
import dev.holdfast.gateway.revocation.Standings;
import dev.holdfast.gateway.session.OpenedSession;
import dev.holdfast.gateway.stream.Interruption;
import dev.holdfast.gateway.upstream.Answer;
import dev.holdfast.gateway.upstream.Call;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets what is under way for a token, and in a session, end together with either of them. */
@Singleton
public final class Cuts {

  private final OpenStreams streams;
  private final Standings standings;
  private final Logouts logouts;
  private final EndedSessions ended;

  Cuts(OpenStreams streams, Standings standings, Logouts logouts, EndedSessions ended) {
    this.streams = streams;
    this.standings = standings;
    this.logouts = logouts;
    this.ended = ended;
  }

  /** A call, up to the head of its answer. */
  @FunctionalInterface
  interface Work {
    Answer send() throws InterruptedException;
  }

  /**
   * Registers what is under way for a call's caller; empty if nobody can put an end to it. It may
   * be cut by the time this returns.
   *
   * @param session the call belongs to; null if to none
   * @param end lets it end; must not wait
   */
  public Optional<OpenStream> open(Call call, @Nullable OpenedSession session, Runnable end) {
    // What ends a session is not ended by that.
    if (!(call.caller() instanceof Caller.Known(var token)) || call.method().equals("DELETE")) {
      return Optional.empty();
    }
    Instant begun = session == null ? logouts.beginning(token.subject()) : session.created();
    Optional<String> id = Optional.ofNullable(session).map(OpenedSession::fingerprint);
    OpenStream stream = streams.open(token, begun, id, end);
    // Token or session may have died between their check and now, when nobody could cut yet.
    if (isOver(token, begun, id)) {
      stream.cut();
    }
    return Optional.of(stream);
  }

  /** It is over. */
  public void closed(OpenStream stream) {
    streams.closed(stream);
  }

  /**
   * Sends a call from this thread, which is interrupted when token or session end meanwhile.
   *
   * @throws CutException if they did; the server is not waited for any longer
   */
  Answer running(Call call, @Nullable OpenedSession session, Work work)
      throws InterruptedException {
    Interruption interruption = new Interruption(Thread.currentThread());
    Optional<OpenStream> stream = open(call, session, interruption::now);
    try {
      Answer answer = work.send();
      if (isCut(stream)) {
        answer.discard();
        throw new CutException();
      }
      return answer;
    } catch (InterruptedException | RuntimeException e) {
      if (isCut(stream)) {
        throw new CutException();
      }
      throw e;
    } finally {
      stream.ifPresent(streams::closed);
      interruption.end();
      if (isCut(stream)) {
        // What is left to do is to tell the client.
        var _ = Thread.interrupted();
      }
    }
  }

  private static boolean isCut(Optional<OpenStream> stream) {
    return stream.filter(OpenStream::isCut).isPresent();
  }

  private boolean isOver(VerifiedToken token, Instant begun, Optional<String> session) {
    return standings.ended(token)
        || logouts.ended(token.subject(), begun)
        || session.filter(ended::contains).isPresent();
  }
}
