package dev.holdfast.authserver.federation;

import java.util.Locale;

/** Why nobody got in. People are told the same whatever the reason. */
public enum Failure {
  /** The person, or the provider, refused. */
  DENIED,
  /** The provider cannot be reached, or makes no sense. */
  UNAVAILABLE,
  /** The answer says that it is another provider's. */
  WRONG_ISSUER,
  /** The provider does not take the code back. */
  BAD_CODE,
  /** The ID token is not to be believed. */
  BAD_TOKEN,
  /** Nobody here belongs to that person. */
  NOBODY,
  /** Our user may not sign in. */
  NOT_ALLOWED;

  String tag() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
