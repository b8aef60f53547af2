package dev.holdfast.listener.replay.judge;

import dev.holdfast.contracts.events.EventType;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.listener.policy.Decision;
import dev.holdfast.listener.policy.SweepPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What may have a consequence under any policy. */
public final class Consequences {

  private static final SweepPolicy SWEEPING =
      new SweepPolicy(true, new TreeSet<>(List.of("any client")));

  private Consequences() {}

  /** The types of events that a judgement rests on: causes, decisions, and the lives of grants. */
  public static Set<EventType> types() {
    return Arrays.stream(EventType.values())
        .filter(Consequences::matters)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The others are by far the most, and are dropped unread. A new type must be put somewhere. */
  private static boolean matters(EventType type) {
    return switch (type) {
      case LOGIN_SUCCESS,
          USER_LOCKED,
          USER_DISABLED,
          USER_DELETED,
          CREDENTIALS_CHANGED,
          ROLES_CHANGED,
          PROVIDER_UNLINKED,
          CLIENT_DELETED,
          GRANT_ISSUED,
          GRANT_REVOKED,
          SWEEP_APPLIED,
          EPOCH_RAISED ->
          true;
      case LOGIN_FAILED,
          LOGOUT,
          USER_CREATED,
          USER_UNLOCKED,
          CLIENT_REGISTERED,
          REFRESH_REUSED,
          ACCESS_EPOCH,
          SESSIONS_ENDED,
          SESSION_ENDED,
          ADMINISTRATOR_ACTED,
          TOOL_CALLED,
          SESSION_REPLACED,
          SESSION_STOLEN ->
          false;
    };
  }

  /** Whether an event of this CloudEvents type can never lead to a decision. */
  static boolean impossible(String wireName) {
    Optional<EventType> type = EventType.ofWireName(wireName);
    return type.isEmpty() || !matters(type.orElseThrow());
  }

  /** Whether this event must lead to a decision if logins are swept. */
  static boolean follow(IdentityEvent cause) {
    return SWEEPING.decide(cause) instanceof Decision.Order;
  }
}
