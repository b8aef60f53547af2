package dev.holdfast.contracts.events;

import static java.util.Objects.requireNonNull;

/** Events on {@link Topics#IDENTITY}. */
public sealed interface IdentityEvent extends Event {

  /**
   * A completed interactive login. CAEP {@code session-established}.
   *
   * @param clientId the client the person signed in for
   * @param sid the login session that began
   */
  record LoginSuccess(EventHeader header, String clientId, String sid) implements IdentityEvent {
    /** Refuses missing parts. */
    public LoginSuccess {
      requireNonNull(header, "header");
      requireNonNull(clientId, "client_id");
      requireNonNull(sid, "sid");
    }
  }

  /** The user was locked. RISC {@code account-disabled}. */
  record UserLocked(EventHeader header) implements IdentityEvent {
    /** Refuses missing parts. */
    public UserLocked {
      requireNonNull(header, "header");
    }
  }

  /** The user was deleted. RISC {@code account-purged}. */
  record UserDeleted(EventHeader header) implements IdentityEvent {
    /** Refuses missing parts. */
    public UserDeleted {
      requireNonNull(header, "header");
    }
  }
}
