package dev.holdfast.contracts.events;

import static java.util.Objects.requireNonNull;

import java.util.SortedSet;

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

  /**
   * A known user could not sign in. Nothing is told about names nobody has.
   *
   * @param clientId the client somebody wanted to sign in for
   * @param reason why not
   */
  record LoginFailed(EventHeader header, String clientId, LoginFailure reason)
      implements IdentityEvent {
    /** Refuses missing parts. */
    public LoginFailed {
      requireNonNull(header, "header");
      requireNonNull(clientId, "client_id");
      requireNonNull(reason, "reason");
    }
  }

  /**
   * A login session ended. Whoever ended it has ended the grants that go with it. CAEP {@code
   * session-revoked}.
   *
   * @param sid the login session
   */
  record Logout(EventHeader header, String sid) implements IdentityEvent {
    /** Refuses missing parts. */
    public Logout {
      requireNonNull(header, "header");
      requireNonNull(sid, "sid");
    }
  }

  /** The user exists from now on. */
  record UserCreated(EventHeader header) implements IdentityEvent {
    /** Refuses missing parts. */
    public UserCreated {
      requireNonNull(header, "header");
    }
  }

  /** The user was locked. RISC {@code account-disabled}. */
  record UserLocked(EventHeader header) implements IdentityEvent {
    /** Refuses missing parts. */
    public UserLocked {
      requireNonNull(header, "header");
    }
  }

  /** The user, locked or disabled before, may sign in again. RISC {@code account-enabled}. */
  record UserUnlocked(EventHeader header) implements IdentityEvent {
    /** Refuses missing parts. */
    public UserUnlocked {
      requireNonNull(header, "header");
    }
  }

  /** The user was disabled. RISC {@code account-disabled}. */
  record UserDisabled(EventHeader header) implements IdentityEvent {
    /** Refuses missing parts. */
    public UserDisabled {
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

  /**
   * A credential of the user changed. CAEP {@code credential-change}.
   *
   * @param credentialType which kind
   * @param changeType what became of it
   */
  record CredentialsChanged(
      EventHeader header, CredentialType credentialType, CredentialChange changeType)
      implements IdentityEvent {
    /** Refuses missing parts. */
    public CredentialsChanged {
      requireNonNull(header, "header");
      requireNonNull(credentialType, "credential_type");
      requireNonNull(changeType, "change_type");
    }
  }

  /**
   * The user's roles changed.
   *
   * @param roles all roles the user has now
   */
  record RolesChanged(EventHeader header, SortedSet<String> roles) implements IdentityEvent {
    /** Refuses missing parts. */
    public RolesChanged {
      requireNonNull(header, "header");
      requireNonNull(roles, "roles");
    }
  }

  /**
   * The user lost an identity provider to sign in through.
   *
   * @param provider its configured name
   */
  record ProviderUnlinked(EventHeader header, String provider) implements IdentityEvent {
    /** Refuses missing parts. */
    public ProviderUnlinked {
      requireNonNull(header, "header");
      requireNonNull(provider, "provider");
    }
  }

  /**
   * A client was registered. The subject is the client: its issuer and its id.
   *
   * @param clientId the client
   */
  record ClientRegistered(EventHeader header, String clientId) implements IdentityEvent {
    /** Refuses missing parts. */
    public ClientRegistered {
      requireNonNull(header, "header");
      requireNonNull(clientId, "client_id");
    }
  }

  /**
   * A client's registration was deleted. The subject is the client: its issuer and its id.
   *
   * @param clientId the client
   */
  record ClientDeleted(EventHeader header, String clientId) implements IdentityEvent {
    /** Refuses missing parts. */
    public ClientDeleted {
      requireNonNull(header, "header");
      requireNonNull(clientId, "client_id");
    }
  }
}
