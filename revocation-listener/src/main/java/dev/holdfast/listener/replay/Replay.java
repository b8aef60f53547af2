package dev.holdfast.listener.replay;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.EventType;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.events.SessionEvent;
import dev.holdfast.contracts.events.TokenEvent;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.listener.replay.explain.Hero;
import dev.holdfast.listener.replay.explain.Tale;
import dev.holdfast.listener.replay.grants.Lifetimes;
import dev.holdfast.listener.replay.judge.Consequences;
import dev.holdfast.listener.replay.judge.Known;
import dev.holdfast.listener.replay.judge.Ledger;
import dev.holdfast.listener.replay.judge.Selection;
import dev.holdfast.listener.replay.read.Progress;
import dev.holdfast.listener.replay.read.Span;
import dev.holdfast.listener.replay.read.Taste;
import dev.holdfast.listener.replay.read.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One pass over the topics.
 *
 * @param names where to read
 * @param lifetimes how long grants live by themselves
 * @param window how far apart in time events that belong together may be read
 * @param whole whether to read from the beginning whatever the broker dates records
 */
record Replay(Names names, Lifetimes lifetimes, Duration window, boolean whole) {

  /** Tool calls are no part of a grant's story, and there are very many. */
  private static final Set<EventType> TELLING =
      EnumSet.complementOf(EnumSet.of(EventType.TOOL_CALLED));

  /**
   * The topics.
   *
   * @param tokens begins and ends of grants, if they are to be read
   */
  record Names(String identity, String audit, Optional<String> tokens) {}

  void run(
      TopicReader topics,
      Selection selection,
      Instant now,
      Ledger.Verdicts verdicts,
      Progress progress) {
    // What is decided is so because of what happened before: the audit topic's end is taken first.
    Optional<Instant> begin = begin(selection);
    Span audit = topics.span(names.audit(), begin);
    Span identity = topics.span(names.identity(), begin);
    Optional<Span> tokens = names.tokens().map(name -> topics.span(name, begin));
    List<Span> spans = new ArrayList<>(List.of(audit, identity));
    tokens.ifPresent(spans::add);
    Known known =
        new Known(
            identity.since(),
            tokens.map(Span::since).orElse(Instant.MIN),
            now,
            lifetimes,
            window,
            tokens.isPresent());
    Ledger ledger = new Ledger(known, selection, verdicts);
    Taste taste = new Taste(Consequences.types(), event -> matters(event, selection));
    topics.read(spans, taste, ledger::see, progress);
    ledger.finish();
  }

  /** One grant's or user's events as sentences, in order; empty if there are none. */
  List<String> explain(TopicReader topics, Hero hero, Selection selection, Progress progress) {
    Optional<SubjectId> subject =
        switch (hero) {
          case Hero.User user -> Optional.of(user.subject());
          case Hero.Grant grant -> owner(topics, grant.gid(), progress);
        };
    Optional<String> gid =
        hero instanceof Hero.Grant(String id) ? Optional.of(id) : Optional.empty();
    return subject
        .map(
            found -> {
              Tale tale = new Tale(found, gid);
              topics.read(
                  spans(topics, begin(selection)),
                  new Taste(TELLING, tale::concerns),
                  sighting -> tale.see(sighting.event()),
                  progress);
              return tale.tell(selection.from(), selection.to());
            })
        .orElse(List.of());
  }

  private Optional<SubjectId> owner(TopicReader topics, String gid, Progress progress) {
    Set<SubjectId> owners = new HashSet<>();
    names
        .tokens()
        .map(name -> topics.span(name, Optional.empty()))
        .ifPresent(
            span ->
                topics.read(
                    List.of(span),
                    new Taste(
                        EnumSet.of(EventType.GRANT_ISSUED, EventType.GRANT_REVOKED),
                        event -> Hero.owner(gid, event).isPresent()),
                    sighting -> owners.add(sighting.event().header().subject()),
                    progress));
    return owners.stream().findFirst();
  }

  private List<Span> spans(TopicReader topics, Optional<Instant> begin) {
    return Stream.concat(Stream.of(names.audit(), names.identity()), names.tokens().stream())
        .map(name -> topics.span(name, begin))
        .toList();
  }

  /** A grant that began before this is over at {@code from}. */
  private Optional<Instant> begin(Selection selection) {
    return whole || selection.from().equals(Instant.MIN)
        ? Optional.empty()
        : Optional.of(selection.from().minus(lifetimes.absolute()).minus(window));
  }

  private static boolean matters(Event event, Selection selection) {
    return switch (event) {
      case IdentityEvent cause -> selection.about(cause.header().subject());
      case TokenEvent.GrantIssued issued -> selection.concerns(issued, issued.clientId());
      case TokenEvent.GrantRevoked revoked -> selection.concerns(revoked, revoked.clientId());
      case TokenEvent.RefreshReused _, TokenEvent.AccessEpoch _, SessionEvent _ -> false;
      // Others' decisions tell which policy was in force.
      case AuditEvent _ -> true;
    };
  }
}
