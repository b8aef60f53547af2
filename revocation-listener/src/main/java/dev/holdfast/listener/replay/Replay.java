package dev.holdfast.listener.replay;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.identity.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Joins decisions with their causes. */
final class Replay {

  /** Causes usually lie this close before their decisions; only the others need a longer look. */
  private static final Duration USUAL_DELAY = Duration.ofHours(1);

  private final TopicScan topics;
  private final String audit;
  private final String identity;
  private final Consumer<String> progress;

  Replay(TopicScan topics, String audit, String identity, Consumer<String> progress) {
    this.topics = topics;
    this.audit = audit;
    this.identity = identity;
    this.progress = progress;
  }

  /** The decisions taken at or after {@code from} and before {@code to}, oldest first. */
  List<Finding> between(Instant from, Instant to, Optional<SubjectId> who) {
    List<AuditEvent.Decision> decisions = decisions(from, to, who);
    progress.accept(decisions.size() + " decisions read");
    Map<String, IdentityEvent> causes = causes(from, decisions);
    progress.accept(causes.size() + " causes found");
    return decisions.stream()
        .map(decision -> Finding.of(decision, Optional.ofNullable(causes.get(decision.cause()))))
        .toList();
  }

  private List<AuditEvent.Decision> decisions(Instant from, Instant to, Optional<SubjectId> who) {
    // A redelivered cause is recorded twice with nothing but the instant changed; a record that
    // differs in more stays in the list, to be judged.
    Map<AuditEvent.Decision, AuditEvent.Decision> distinct = new LinkedHashMap<>();
    topics.scan(
        topics.since(audit, from),
        event -> {
          if (event instanceof AuditEvent.Decision decision
              && !decision.header().time().isBefore(from)
              && decision.header().time().isBefore(to)
              && who.map(decision.header().subject()::equals).orElse(true)) {
            distinct.putIfAbsent(Recorded.timeless(decision), decision);
          }
        });
    List<AuditEvent.Decision> decisions = new ArrayList<>(distinct.values());
    decisions.sort(Comparator.comparing(decision -> decision.header().time()));
    return decisions;
  }

  private Map<String, IdentityEvent> causes(Instant from, List<AuditEvent.Decision> decisions) {
    Set<String> wanted =
        decisions.stream().map(AuditEvent.Decision::cause).collect(Collectors.toSet());
    Map<String, IdentityEvent> causes = new HashMap<>();
    if (wanted.isEmpty()) {
      return causes;
    }
    TopicScan.Finder finder =
        event -> {
          if (event instanceof IdentityEvent cause && wanted.contains(cause.header().id())) {
            causes.putIfAbsent(cause.header().id(), cause);
          }
        };
    TopicScan.Span near = topics.since(identity, from.minus(USUAL_DELAY));
    topics.scan(near, finder);
    if (!causes.keySet().containsAll(wanted)) {
      progress.accept("looking for older causes");
      topics.scan(near.before(), finder);
    }
    return causes;
  }
}
