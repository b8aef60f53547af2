package dev.holdfast.listener.replay.explain;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.AuditEvent.SweepApplied;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.EventType;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.events.SessionEvent;
import dev.holdfast.contracts.events.TokenEvent;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.listener.policy.Decision;
import dev.holdfast.listener.policy.SweepPolicy;
import dev.holdfast.listener.replay.grants.Life;
import dev.holdfast.listener.replay.grants.Lifetimes;
import dev.holdfast.listener.replay.grants.Population;
import dev.holdfast.listener.replay.judge.Grounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** One user's events on their way into a story. Not safe for several threads. */
public final class Tale {

  private static final Duration FOREVER = Duration.ofDays(365_000);

  private final List<Event> events = new ArrayList<>();
  private final Map<String, IdentityEvent> causes = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private final Population population;
  private final SubjectId subject;
  private final Optional<String> gid;

  /**
   * Nothing has happened yet.
   *
   * @param subject whose events
   * @param gid the one grant to tell of; all if empty
   */
  public Tale(SubjectId subject, Optional<String> gid) {
    this.subject = subject;
    this.gid = gid;
    this.population = new Population(Lifetimes.STANDARD, FOREVER);
  }

  /** Whether the event belongs into the story. */
  public boolean concerns(Event event) {
    return event.header().subject().equals(subject) || event instanceof IdentityEvent.ClientDeleted;
  }

  /** One more; an event that comes twice counts once. */
  public void see(Event event) {
    if (!told.add(event.header().id())) {
      return;
    }
    switch (event) {
      case IdentityEvent cause -> causes.put(cause.header().id(), cause);
      case TokenEvent token -> population.note(token, token.header().time());
      case AuditEvent _, SessionEvent _ -> {}
    }
    if (event.header().subject().equals(subject)) {
      events.add(event);
    }
  }

  /** Everything between two instants in order, one sentence each. */
  public List<String> tell(Instant from, Instant to) {
    return events.stream()
        .filter(event -> !event.header().time().isBefore(from))
        .filter(event -> event.header().time().isBefore(to))
        // Of what happened at one instant, the cause comes first and the decision last.
        .sorted(
            Comparator.comparing((Event event) -> event.header().time())
                .thenComparingInt(Tale::place))
        .flatMap(
            event -> sentences(event).stream().map(text -> event.header().time() + "  " + text))
        .toList();
  }

  private static int place(Event event) {
    return switch (event) {
      case IdentityEvent _ -> 0;
      case TokenEvent _, SessionEvent _ -> 1;
      case AuditEvent _ -> 2;
    };
  }

  private List<String> sentences(Event event) {
    return switch (event) {
      case IdentityEvent happened -> gid.isPresent() ? List.of() : List.of(sentence(happened));
      case TokenEvent token -> tokenSentence(token).stream().toList();
      case SweepApplied sweep -> sweepSentences(sweep);
      case AuditEvent.EpochRaised raised ->
          List.of(
              "access tokens from before %s are refused: %s, %s"
                  .formatted(raised.epoch(), raised.reason(), by(raised.cause())));
      case AuditEvent.AdministratorActed acted ->
          gid.isPresent()
              ? List.of()
              : List.of("administrator %s: %s".formatted(acted.actor(), acted.action()));
      case AuditEvent.SessionReplaced replaced ->
          gid.isPresent()
              ? List.of()
              : List.of(
                  "server %s lost a session; another was opened".formatted(replaced.server()));
      case AuditEvent.SessionStolen stolen ->
          gid.isPresent()
              ? List.of()
              : List.of(
                  "presented somebody else's session id at %s, and was refused"
                      .formatted(stolen.server()));
      case AuditEvent.ToolCalled _, SessionEvent _ -> List.of();
    };
  }

  private static String sentence(IdentityEvent event) {
    String id = " (event " + event.header().id() + ")";
    return switch (event) {
      case IdentityEvent.LoginSuccess login ->
          "signed in at %s, session %s".formatted(login.clientId(), login.sid()) + id;
      case IdentityEvent.LoginFailed failed ->
          "failed to sign in at %s: %s".formatted(failed.clientId(), failed.reason()) + id;
      case IdentityEvent.Logout logout -> "signed out of session " + logout.sid() + id;
      default -> EventType.of(event).wireName().replace("dev.holdfast.", "") + id;
    };
  }

  private Optional<String> tokenSentence(TokenEvent event) {
    if (gid.isPresent() && Hero.gid(event).filter(gid.orElseThrow()::equals).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (event) {
          case TokenEvent.GrantIssued issued ->
              "grant %s issued to %s in session %s for %s"
                  .formatted(
                      issued.gid(),
                      issued.clientId(),
                      issued.sid(),
                      String.join(" ", issued.scopes()));
          case TokenEvent.RefreshReused reused ->
              "refresh token %d of grant %s came back, though %d was current%s"
                  .formatted(
                      reused.generation(),
                      reused.gid(),
                      reused.current(),
                      reused.source() == null ? "" : ", from " + reused.source());
          case TokenEvent.GrantRevoked revoked ->
              "grant %s of %s ended: %s%s%s"
                  .formatted(
                      revoked.gid(),
                      revoked.clientId(),
                      revoked.reason(),
                      revoked.cause() == null ? "" : ", " + by(revoked.cause()),
                      refreshes(revoked));
          case TokenEvent.AccessEpoch epoch ->
              "access tokens from before now are refused: %s, %s"
                  .formatted(epoch.reason(), by(epoch.cause()));
        });
  }

  /** Refreshes are on no topic; the end of a grant tells of them, unless its build did not. */
  private static String refreshes(TokenEvent.GrantRevoked revoked) {
    Long count = revoked.refreshes();
    if (count == null) {
      return "";
    }
    return count == 0
        ? "; it was never refreshed"
        : "; it had been refreshed %s, last at %s"
            .formatted(count == 1 ? "once" : count + " times", revoked.refreshedAt());
  }

  private List<String> sweepSentences(SweepApplied sweep) {
    List<String> sentences = new ArrayList<>();
    String clients = sweep.clientIds() == null ? "all" : String.join(", ", sweep.clientIds());
    if (gid.isEmpty()) {
      sentences.add(
          "sweep of clients %s: %s, %s; ended %s, spared %s"
              .formatted(
                  clients, sweep.reason(), by(sweep.cause()), sweep.revoked(), sweep.spared()));
    }
    order(sweep).ifPresent(order -> sentences.addAll(spared(sweep, order)));
    return sentences;
  }

  private List<String> spared(SweepApplied sweep, Decision.Order order) {
    List<String> sentences = new ArrayList<>();
    Instant swept = instant(sweep);
    for (Life life : population.of(subject)) {
      if (life.isLive(swept) && gid.map(life.gid()::equals).orElse(true)) {
        Grounds.sparing(order, life)
            .ifPresent(
                why ->
                    sentences.add(
                        "grant %s of %s was spared in the sweep caused %s, because %s"
                            .formatted(life.gid(), life.clientId(), by(sweep.cause()), why)));
      }
    }
    return sentences;
  }

  private Instant instant(SweepApplied sweep) {
    return population.of(subject).stream()
        .flatMap(life -> life.end().stream())
        .filter(end -> end.cause().filter(sweep.cause()::equals).isPresent())
        .map(Life.End::at)
        .findFirst()
        .orElseGet(() -> sweep.header().time());
  }

  private Optional<Decision.Order> order(SweepApplied sweep) {
    SortedSet<String> clients = sweep.clientIds();
    IdentityEvent cause = causes.get(sweep.cause());
    return cause != null
            && new SweepPolicy(true, clients == null ? new TreeSet<>() : clients).decide(cause)
                instanceof Decision.Order order
        ? Optional.of(order)
        : Optional.empty();
  }

  private String by(String cause) {
    IdentityEvent event = causes.get(cause);
    if (event == null) {
      return "by event " + cause + ", which is not on record";
    }
    Instant time = event.header().time();
    return event instanceof IdentityEvent.LoginSuccess login
        ? "by the login at %s of %s, session %s (event %s)"
            .formatted(login.clientId(), time, login.sid(), cause)
        : "by %s of %s (event %s)"
            .formatted(EventType.of(event).wireName().replace("dev.holdfast.", ""), time, cause);
  }
}
