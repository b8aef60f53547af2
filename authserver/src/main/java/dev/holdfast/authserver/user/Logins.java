package dev.holdfast.authserver.user;

/** The login sessions of users, as far as changes of users reach them. */
public interface Logins {

  /**
   * Ends every login session of a user, in the caller's transaction, which holds the user's row.
   */
  void endAllOf(String userId);
}
