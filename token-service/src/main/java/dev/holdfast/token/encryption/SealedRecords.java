package dev.holdfast.token.encryption;

/**
 * What somebody keeps sealed under users' keys. Every keeper implements this, or its records become
 * unreadable when a user gets a new data key.
 */
public interface SealedRecords {

  /**
   * Opens each of the user's records and seals it again, in the caller's transaction, which holds
   * the user's key.
   *
   * @throws KeysUnavailableException if a record does not open; then the old key is kept
   */
  void sealAnew(UserKey key);
}
