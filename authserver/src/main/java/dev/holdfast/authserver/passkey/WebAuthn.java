package dev.holdfast.authserver.passkey;

import dev.holdfast.authserver.user.User;
import java.util.List;
import java.util.Optional;

/** The protocol between server, browser and authenticator (WebAuthn Level 3). */
public interface WebAuthn {

  /** Options for {@code navigator.credentials.create}, as JSON (section 5.1.8). */
  String creationOptions(String challenge, Holder holder, User user, List<Passkey> existing);

  /**
   * Options for {@code navigator.credentials.get}, as JSON (section 5.1.9).
   *
   * @param allowed the passkeys that will do; if none is named, any that the browser finds
   * @param verification whether the authenticator must verify its person
   */
  String requestOptions(String challenge, List<Passkey> allowed, boolean verification);

  /** Reads what the browser made of creation options; empty if it is nothing of that kind. */
  Optional<Answer> readCreation(String json);

  /** Reads what the browser made of request options; empty if it is nothing of that kind. */
  Optional<Answer> readAssertion(String json);

  /**
   * Verifies a new credential (section 7.1). The caller has closed the answer's challenge.
   *
   * @return empty if it is not to be trusted
   */
  Optional<NewCredential> verifyCreation(Answer answer);

  /**
   * Verifies an assertion (section 7.2). The caller has closed the answer's challenge, and the
   * passkey is the one that the answer names.
   *
   * @param verification whether the authenticator must have verified its person
   */
  Verdict verifyAssertion(Answer answer, Passkey passkey, boolean verification);

  /**
   * What a browser sent. Nothing of it is verified.
   *
   * @param json all of it
   * @param challenge what it claims to answer
   * @param credentialId the credential it claims to come from, in base64url
   * @param userHandle the person it claims to come from, in base64url; empty if it names none
   */
  record Answer(String json, String challenge, String credentialId, String userHandle) {}

  /**
   * A verified new credential; see {@link Passkey}.
   *
   * @param credentialId in base64url
   * @param publicKey in base64url
   * @param transports separated by spaces
   */
  record NewCredential(
      String credentialId,
      String publicKey,
      long signCount,
      String transports,
      boolean backupEligible,
      boolean backedUp) {}

  /** What an assertion is worth. */
  sealed interface Verdict {

    /** It is the passkey's, just now, for us. */
    record Valid(long signCount, boolean backedUp) implements Verdict {}

    /** The counter went back: somebody may have a copy of the key (section 6.1.1). */
    record Cloned() implements Verdict {}

    /** Anything else that is wrong with it; the text is for the log. */
    record Invalid(String why) implements Verdict {}
  }
}
