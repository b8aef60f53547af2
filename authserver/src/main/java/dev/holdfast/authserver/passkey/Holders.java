package dev.holdfast.authserver.passkey;

import java.util.Optional;

/** What is kept of people beside their passkeys. */
public interface Holders {

  /** Gives a person a handle; whoever has one keeps it. */
  void introduce(String userId, String handle);

  /** The person, if introduced. */
  Optional<Holder> byUserId(String userId);

  /** Sets whether the password alone is enough. */
  int setSecondFactor(String userId, boolean required);

  /** Forgets a person. */
  int remove(String userId);
}
