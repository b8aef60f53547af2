package dev.holdfast.listener.deadletter;

import java.util.Locale;

/** Why a record was parked. The names are part of the dead-letter topic's contract. */
public enum DeadLetterReason {
  /** Not a CloudEvent, or one that breaks its type's schema. */
  UNREADABLE,
  /** A sound CloudEvent of a type outside the table. */
  UNKNOWN_TYPE,
  /** A known event that does not belong on the identity topic. */
  WRONG_TOPIC,
  /** About a subject of an issuer whose grants we do not sweep. */
  FOREIGN_ISSUER,
  /** The token-service says the order itself is wrong. */
  REFUSED;

  /** The spelling in headers and metrics. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
