package dev.holdfast.contracts.claims;

/**
 * Scopes of service tokens: what one service may ask of another. One scope per kind of operation.
 */
public final class ServiceScope {

  /** Issue, refresh and look at grants of the caller's own issuer. */
  public static final String GRANTS_WRITE = "grants:write";

  /** Ask whether a grant is live. */
  public static final String GRANTS_READ = "grants:read";

  /** End many grants of one subject on behalf of an event. */
  public static final String REVOCATIONS_WRITE = "revocations:write";

  /** Start and complete a user's connection to an upstream provider, and see whether it exists. */
  public static final String CONNECTIONS_WRITE = "connections:write";

  /** Use a user's upstream token. */
  public static final String CONNECTIONS_USE = "connections:use";

  /** Create, lock, unlock and delete users. */
  public static final String USERS_ADMIN = "users:admin";

  /** List and end login sessions of users. */
  public static final String SESSIONS_ADMIN = "sessions:admin";

  /** List and delete registered clients. */
  public static final String CLIENTS_ADMIN = "clients:admin";

  /** Ask whether a client is registered, and nothing else about it. */
  public static final String CLIENTS_READ = "clients:read";

  /** List and rotate signing keys. */
  public static final String KEYS_ADMIN = "keys:admin";

  /** Read which event ends what. */
  public static final String POLICY_READ = "policy:read";

  private ServiceScope() {}
}
