package dev.holdfast.gateway.restart;

import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.revocation.EndedSessions;
import dev.holdfast.gateway.session.InitializeParameters;
import dev.holdfast.gateway.session.OpenedSession;
import dev.holdfast.gateway.upstream.Answer;
import dev.holdfast.gateway.upstream.Call;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends calls in sessions that outlive the upstream's own. */
@Singleton
public final class LastingSessions {

  private final PatientUpstream upstream;
  private final Replacements replacements;
  private final EndedSessions ended;
  private final Initialization initialization;
  private final Listings listings;
  private final ListNews listNews;
  private final RestartAudit audit;
  private final RestartSettings settings;

  LastingSessions(
      PatientUpstream upstream,
      Replacements replacements,
      EndedSessions ended,
      Initialization initialization,
      Listings listings,
      ListNews listNews,
      RestartAudit audit,
      RestartSettings settings) {
    this.upstream = upstream;
    this.replacements = replacements;
    this.ended = ended;
    this.initialization = initialization;
    this.listings = listings;
    this.listNews = listNews;
    this.audit = audit;
    this.settings = settings;
  }

  /**
   * Sends the call, in another session if its own is lost. The message is sent twice only if the
   * server said that it does not know the session, before it carried anything out, or if repeating
   * it does no harm.
   *
   * @param session the opened session; null if the call names none
   * @throws UpstreamUnavailableException if there is no answer; the session may go on later
   */
  public Outcome send(Call call, Message message, @Nullable OpenedSession session)
      throws UpstreamUnavailableException, InterruptedException {
    if (session == null) {
      return new Outcome.Answered(upstream.send(call, Repeatable.is(call, message)));
    }
    if (call.method().equals("DELETE")) {
      return delete(call, session);
    }
    Outcome outcome = exchange(call, message, session);
    if (Listings.isAsked(message)
        && isRecoverable(call, message, session)
        && outcome instanceof Outcome.Answered(Answer list)) {
      return new Outcome.Answered(listings.note(list, message, session));
    }
    return call.method().equals("GET")
            && outcome instanceof Outcome.Answered(Answer answer)
            && isRecoverable(call, message, session)
            && answer.isOpenStream()
        ? new Outcome.Answered(
            new Listening(this, call, session, settings).follow(answer, news(call, session)))
        : outcome;
  }

  /**
   * Sends the call in a session that the server has not been asked for yet, which is opened first,
   * once on this replica. From then on it is one that took a lost one's place.
   *
   * @param session whose parameters open it; the id in it is nobody's
   * @throws UpstreamUnavailableException if there is no answer; the session may go on later
   */
  public Outcome open(Call call, Message message, OpenedSession session)
      throws UpstreamUnavailableException, InterruptedException {
    Optional<InitializeParameters> parameters = session.initialize();
    if (parameters.isEmpty()) {
      return new Outcome.Gone();
    }
    if (!isReplaced(session)
        && replacements
            .replace(
                session,
                "",
                () -> initialization.open(call, parameters.get()).map(FreshSession::asFirst))
            .isEmpty()) {
      return new Outcome.Gone();
    }
    return send(call, message, session);
  }

  /** The call as it is sent first: in the session that took a lost one's place, if one did. */
  public Call current(Call call, @Nullable OpenedSession session) {
    return session == null
        ? call
        : replacements.of(session).map(fresh -> call.in(fresh.upstreamId())).orElse(call);
  }

  /** Whether this replica holds a session in place of this one. */
  public boolean isReplaced(OpenedSession session) {
    return replacements.of(session).isPresent();
  }

  /** The upstream's session that this replica holds in place of this one, if it has sessions. */
  public Optional<String> upstreamId(OpenedSession session) {
    return replacements.of(session).map(FreshSession::upstreamId);
  }

  /** The client ended a session: it must not come to life again, on any replica. */
  public void end(OpenedSession session, Caller owner) {
    replacements.forget(session);
    Optional<SubjectId> subject =
        owner instanceof Caller.Known(var token) ? Optional.of(token.subject()) : Optional.empty();
    ended.end(subject, session.fingerprint(), session.created());
  }

  /** Whether a client ended the session. */
  public boolean isEnded(OpenedSession session) {
    return ended.contains(session.fingerprint());
  }

  /** Ends what this replica holds in place of a session, at its server, and forgets it. */
  public Outcome close(Call delete, OpenedSession session)
      throws UpstreamUnavailableException, InterruptedException {
    Call current =
        replacements.of(session).map(fresh -> delete.in(fresh.upstreamId())).orElse(delete);
    Answer answer = upstream.send(current, true);
    if (answer.status() < 300) {
      replacements.forget(session);
      return new Outcome.Answered(answer);
    }
    if (!LostSession.isPossible(answer.status())) {
      return new Outcome.Answered(answer);
    }
    Answer.Whole whole = answer.whole();
    return LostSession.isTold(answer.status(), whole.body())
        ? new Outcome.Gone()
        : new Outcome.Answered(whole.answer());
  }

  Outcome exchange(Call call, Message message, OpenedSession session)
      throws UpstreamUnavailableException, InterruptedException {
    Call current = current(call, session);
    Answer answer = upstream.send(current, Repeatable.is(call, message));
    if (!LostSession.isPossible(answer.status())) {
      return new Outcome.Answered(answer);
    }
    Answer.Whole whole = answer.whole();
    return LostSession.isTold(answer.status(), whole.body())
        ? lost(current, message, session, whole.answer())
        : new Outcome.Answered(whole.answer());
  }

  /** What the client's next stream must be told of. */
  byte[] news(Call call, OpenedSession session) throws InterruptedException {
    Optional<FreshSession> fresh = replacements.of(session);
    return fresh.isEmpty() ? new byte[0] : listNews.of(call, session, fresh.get());
  }

  /** A server that had lost the session, and hid it, has it ended as the client wished. */
  private Outcome delete(Call call, OpenedSession session)
      throws UpstreamUnavailableException, InterruptedException {
    Outcome outcome = close(call, session);
    boolean lost = outcome instanceof Outcome.Gone;
    boolean done = outcome instanceof Outcome.Answered(Answer answer) && answer.status() < 300;
    if (lost || done) {
      end(session, call.caller());
    }
    return lost && call.server().hideRestarts() && session.initialize().isPresent()
        ? new Outcome.Answered(Answer.done())
        : outcome;
  }

  private Outcome lost(Call call, Message message, OpenedSession session, Answer told)
      throws UpstreamUnavailableException, InterruptedException {
    if (message.isInitialize()) {
      return new Outcome.Answered(told);
    }
    if (!isRecoverable(call, message, session)) {
      audit.gaveUp(
          call,
          session.initialize().isEmpty() ? RestartAudit.NO_PARAMETERS : RestartAudit.NOT_WANTED);
      return new Outcome.Gone();
    }
    InitializeParameters parameters = session.initialize().orElseThrow();
    Optional<FreshSession> fresh =
        replacements.replace(session, call.upstreamSession(), () -> open(call, parameters));
    return fresh.isEmpty() ? new Outcome.Gone() : again(call, message, fresh.get());
  }

  private Optional<FreshSession> open(Call call, InitializeParameters parameters)
      throws UpstreamUnavailableException, InterruptedException {
    try {
      Optional<FreshSession> fresh = initialization.open(call, parameters);
      fresh.ifPresentOrElse(
          _ -> audit.replaced(call), () -> audit.gaveUp(call, RestartAudit.REFUSED));
      return fresh;
    } catch (UpstreamUnavailableException e) {
      audit.gaveUp(call, RestartAudit.UNAVAILABLE);
      throw e;
    }
  }

  private Outcome again(Call call, Message message, FreshSession fresh)
      throws UpstreamUnavailableException, InterruptedException {
    // The new process has asked nothing, and has been told that the client is initialized.
    if (message.isResponse() || message.isNamed("notifications/initialized")) {
      return new Outcome.Answered(Answer.accepted());
    }
    Call anew = call.in(fresh.upstreamId()).without("Last-Event-ID");
    return new Outcome.Answered(upstream.send(anew, Repeatable.is(call, message)));
  }

  private boolean isRecoverable(Call call, Message message, OpenedSession session) {
    return call.server().hideRestarts()
        && session.initialize().isPresent()
        && !message.isInitialize()
        && !isEnded(session);
  }
}
