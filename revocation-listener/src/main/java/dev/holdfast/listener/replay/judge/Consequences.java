package dev.holdfast.listener.replay.judge;

import dev.holdfast.contracts.events.EventType;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.listener.policy.Decision;
import dev.holdfast.listener.policy.SweepPolicy;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What may have a consequence under any policy. */
public final class Consequences {

  /** Never anything: by far the most, and dropped unread. */
  private static final Set<EventType> HARMLESS =
      Collections.unmodifiableSet(
          EnumSet.of(
              EventType.LOGIN_FAILED,
              EventType.LOGOUT,
              EventType.USER_CREATED,
              EventType.USER_UNLOCKED,
              EventType.CLIENT_REGISTERED,
              EventType.REFRESH_REUSED,
              EventType.ACCESS_EPOCH,
              EventType.SESSIONS_ENDED,
              EventType.ADMINISTRATOR_ACTED));

  private static final SweepPolicy SWEEPING =
      new SweepPolicy(true, new TreeSet<>(List.of("any client")));

  private Consequences() {}

  /** The types of events that a judgement rests on: causes, decisions, and the lives of grants. */
  public static Set<EventType> types() {
    return EnumSet.complementOf(EnumSet.copyOf(HARMLESS));
  }

  /** Whether an event of this CloudEvents type can never lead to a decision. */
  static boolean impossible(String wireName) {
    Optional<EventType> type = EventType.ofWireName(wireName);
    return type.isEmpty() || HARMLESS.contains(type.orElseThrow());
  }

  /** Whether this event must lead to a decision if logins are swept. */
  static boolean follow(IdentityEvent cause) {
    return SWEEPING.decide(cause) instanceof Decision.Order;
  }
}
