package dev.holdfast.contracts.problem;

/** The {@code type} members of our problem details. Callers switch on them, never on texts. */
public final class ProblemTypes {

  private static final String PREFIX = "urn:holdfast:problem:";

  /** The request breaks the API's contract. */
  public static final String INVALID_REQUEST = PREFIX + "invalid-request";

  /** No, or no valid, service token. */
  public static final String UNAUTHENTICATED = PREFIX + "unauthenticated";

  /** A valid service token without the operation's scope, or for another issuer's data. */
  public static final String FORBIDDEN = PREFIX + "forbidden";

  /** Nothing of that name. */
  public static final String NOT_FOUND = PREFIX + "not-found";

  /** The refresh token is unknown, expired, reused, or another client's; {@code invalid_grant}. */
  public static final String REFRESH_REFUSED = PREFIX + "refresh-refused";

  /** More scope than was granted; the refresh token is unspent. {@code invalid_scope}. */
  public static final String SCOPE_EXCEEDED = PREFIX + "scope-exceeded";

  /** A resource that was not granted; the refresh token is unspent. {@code invalid_target}. */
  public static final String RESOURCE_EXCEEDED = PREFIX + "resource-exceeded";

  /** The user has no live connection to the provider: consent is needed. */
  public static final String CONNECTION_MISSING = PREFIX + "connection-missing";

  /** Passing trouble: the same request may succeed after {@code Retry-After}. */
  public static final String TEMPORARILY_UNAVAILABLE = PREFIX + "temporarily-unavailable";

  /** A defect of ours. */
  public static final String UNEXPECTED = PREFIX + "unexpected";

  private ProblemTypes() {}
}
