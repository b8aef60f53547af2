package dev.holdfast.contracts.claims;

/** Claims of an access token beside the registered ones (RFC 9068, section 2.2). */
public final class Claims {

  /** The client the token was issued to (RFC 8693, section 4.3). */
  public static final String CLIENT_ID = "client_id";

  /** Space-separated scopes (RFC 8693, section 4.2). */
  public static final String SCOPE = "scope";

  /** When the person signed in, seconds since the epoch (OpenID Connect Core, section 2). */
  public static final String AUTH_TIME = "auth_time";

  /** The login session (OpenID Connect Front-Channel Logout, section 3). */
  public static final String SID = "sid";

  /** The grant; one grant has many access tokens. Ours. */
  public static final String GID = "gid";

  /**
   * The person's last change of rights, in whole microseconds since the epoch; absent if there
   * never was one. A token whose value is older than the newest {@code access-epoch} event of its
   * subject is refused. Ours.
   */
  public static final String ACCESS_EPOCH = "access_epoch";

  /** The header type of an access token (RFC 9068, section 2.1). */
  public static final String ACCESS_TOKEN_TYPE = "at+jwt";

  private Claims() {}
}
