package dev.holdfast.listener.policy;

import dev.holdfast.contracts.events.EventType;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What {@link SweepPolicy#decide} makes of each type of identity event, in words to read back. */
final class Effects {

  private static final String NONE = "nothing";
  private static final String EVERYTHING = "ends everything of the user";

  private Effects() {}

  static Map<EventType, String> of(SweepPolicy policy) {
    boolean sweeping = policy.singleSession() && !policy.clientIds().isEmpty();
    Map<EventType, String> effects = new EnumMap<>(EventType.class);
    effects.put(
        EventType.LOGIN_SUCCESS,
        sweeping ? "ends older grants of the listed clients in other sessions" : NONE);
    effects.put(EventType.LOGIN_FAILED, NONE);
    effects.put(EventType.LOGOUT, NONE);
    effects.put(EventType.USER_CREATED, NONE);
    effects.put(EventType.USER_LOCKED, EVERYTHING);
    effects.put(EventType.USER_UNLOCKED, NONE);
    effects.put(EventType.USER_DISABLED, EVERYTHING);
    effects.put(EventType.USER_DELETED, EVERYTHING);
    effects.put(EventType.CREDENTIALS_CHANGED, EVERYTHING + ", unless a passkey was added");
    effects.put(EventType.ROLES_CHANGED, "ends live access tokens of the user, no grants");
    effects.put(EventType.PROVIDER_UNLINKED, EVERYTHING);
    effects.put(EventType.CLIENT_REGISTERED, NONE);
    effects.put(EventType.CLIENT_DELETED, "ends all grants of the client");
    return Collections.unmodifiableMap(effects);
  }
}
