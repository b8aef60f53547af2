package dev.holdfast.listener.foreign;

import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.listener.deadletter.DeadLetterReason;

/** What a foreign record is to us. */
sealed interface Mapped {

  /** A login of somebody we know by this subject. */
  record Login(IdentityEvent.LoginSuccess event) implements Mapped {}

  /**
   * Nothing we can use.
   *
   * @param detail one sentence for a person; holds no payload
   */
  record Unusable(DeadLetterReason reason, String detail) implements Mapped {}
}
