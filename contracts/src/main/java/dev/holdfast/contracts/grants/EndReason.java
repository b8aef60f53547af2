package dev.holdfast.contracts.grants;

import io.micronaut.serde.annotation.Serdeable;

/** Why a grant ended. The names are part of the event schema. */
@Serdeable
public enum EndReason {
  /** The client or its user asked for it (RFC 7009). */
  CLIENT_REQUEST,
  /** An authorization code was presented a second time (RFC 6749, section 4.1.2). */
  CODE_REPLAYED,
  /** A refresh token was reused outside the leeway (OAuth 2.1, section 4.3.1). */
  REFRESH_REUSED,
  /** A newer login of a single-session client. */
  LOGIN_ELSEWHERE,
  /** The user was locked. */
  USER_LOCKED,
  /** The user was deleted. */
  USER_DELETED,
  /** The person signed out. */
  LOGOUT
}
