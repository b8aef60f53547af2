package dev.holdfast.contracts.revocation;

import dev.holdfast.contracts.grants.EndReason;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Optional;

/** Why older access tokens of a subject are refused. The names are part of the event schema. */
@Serdeable
public enum EpochReason {
  /** The user was locked. */
  USER_LOCKED,
  /** The user was disabled. */
  USER_DISABLED,
  /** The user was deleted. */
  USER_DELETED,
  /** A credential of the user was changed or taken away. */
  CREDENTIALS_CHANGED,
  /** The user lost the identity provider they came through. */
  PROVIDER_UNLINKED,
  /** The user's roles changed; grants live on, and a refresh picks the new roles up. */
  ROLES_CHANGED,
  /** The client's registration was deleted; about the tokens that speak for the client itself. */
  CLIENT_DELETED;

  /** The reason, if grants that end for {@code reason} take every access token with them. */
  public static Optional<EpochReason> of(EndReason reason) {
    return switch (reason) {
      case USER_LOCKED -> Optional.of(USER_LOCKED);
      case USER_DISABLED -> Optional.of(USER_DISABLED);
      case USER_DELETED -> Optional.of(USER_DELETED);
      case CREDENTIALS_CHANGED -> Optional.of(CREDENTIALS_CHANGED);
      case PROVIDER_UNLINKED -> Optional.of(PROVIDER_UNLINKED);
      case CLIENT_DELETED -> Optional.of(CLIENT_DELETED);
      case CLIENT_REQUEST, CODE_REPLAYED, REFRESH_REUSED, LOGIN_ELSEWHERE, LOGOUT ->
          Optional.empty();
    };
  }
}
