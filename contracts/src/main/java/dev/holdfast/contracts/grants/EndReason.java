package dev.holdfast.contracts.grants;

import io.micronaut.serde.annotation.Serdeable;

/** Why a grant ended. The names are part of the event schema. */
@Serdeable
public enum EndReason {
  /** The client, its user, or an operator for them asked for it (RFC 7009). */
  CLIENT_REQUEST,
  /** An authorization code was presented a second time (RFC 6749, section 4.1.2). */
  CODE_REPLAYED,
  /** A refresh token was reused outside the leeway (OAuth 2.1, section 4.3.1). */
  REFRESH_REUSED,
  /** A newer login of a single-session client. */
  LOGIN_ELSEWHERE,
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
  /** The client's registration was deleted. */
  CLIENT_DELETED,
  /** The person signed out. */
  LOGOUT
}
