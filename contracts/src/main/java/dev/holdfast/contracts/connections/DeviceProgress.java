package dev.holdfast.contracts.connections;

import io.micronaut.serde.annotation.Serdeable;

/**
 * How an attempt goes.
 *
 * @param state the present state; all but the first are final
 */
@Serdeable
public record DeviceProgress(State state) {

  /** States of an attempt. */
  public enum State {

    /** The user has not decided yet. */
    PENDING,

    /** Tokens are held. */
    CONNECTED,

    /** The user or the provider refused. */
    DENIED,

    /** Nobody decided in time. */
    EXPIRED
  }
}
