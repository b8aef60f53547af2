package dev.holdfast.listener.replay.judge;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.EventType;
import dev.holdfast.listener.policy.EffectivePolicy;
import dev.holdfast.listener.policy.SweepPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/** Which policy decided when, as far as decisions tell. */
final class Policies {

  private static final Duration ROLLOUT = Duration.ofHours(1);

  private final NavigableMap<Instant, String> changes = new TreeMap<>();
  private final Set<String> sweeping = new HashSet<>();
  private final Map<SortedSet<String>, String> versions = new HashMap<>();

  /** Takes note of who decided. */
  void note(AuditEvent.Decision decision) {
    AuditEvent.Execution execution = decision.execution();
    if (execution == null) {
      return;
    }
    String version = execution.policyVersion();
    Instant time = decision.header().time();
    var before = changes.floorEntry(time);
    if (before == null || !before.getValue().equals(version)) {
      changes.put(time, version);
    }
    if (decision.causeType().equals(EventType.LOGIN_SUCCESS.wireName())) {
      sweeping.add(version);
    }
  }

  /** The policy that swept at logins then; empty if none did, or if that cannot be told. */
  Optional<String> sweepingAt(Instant login) {
    var before = changes.floorEntry(login);
    if (before == null || !sweeping.contains(before.getValue())) {
      return Optional.empty();
    }
    var after = changes.higherKey(login);
    boolean steady = after == null || after.isAfter(login.plus(ROLLOUT));
    return steady ? Optional.of(before.getValue()) : Optional.empty();
  }

  /** Whether a policy that sweeps these clients at login has this version, in this build. */
  boolean matches(String version, SortedSet<String> clientIds) {
    return versions
        .computeIfAbsent(clientIds, ids -> EffectivePolicy.of(new SweepPolicy(true, ids)).version())
        .equals(version);
  }
}
