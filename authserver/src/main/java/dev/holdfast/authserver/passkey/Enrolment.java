package dev.holdfast.authserver.passkey;

import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.user.User;
import jakarta.inject.Singleton;

/** Lets signed-in people add passkeys (WebAuthn Level 3, section 7.1). */
@Singleton
public final class Enrolment {

  private final OpenChallenges challenges;
  private final Passkeys passkeys;
  private final Holders holders;
  private final WebAuthn webAuthn;
  private final PasskeyChanges changes;

  Enrolment(
      OpenChallenges challenges,
      Passkeys passkeys,
      Holders holders,
      WebAuthn webAuthn,
      PasskeyChanges changes) {
    this.challenges = challenges;
    this.passkeys = passkeys;
    this.holders = holders;
    this.webAuthn = webAuthn;
    this.changes = changes;
  }

  /** Options for a new passkey, as JSON; authenticators that hold one already are left out. */
  public String options(LoginSession login, User user) {
    holders.introduce(user.id(), OpaqueValue.random());
    Holder holder = holders.byUserId(user.id()).orElseThrow();
    String challenge = challenges.open(Purpose.ADD, login.sid());
    return webAuthn.creationOptions(challenge, holder, user, passkeys.of(user.id()));
  }

  /** Adds a passkey; false if the answer is not to be trusted, or the person has too many. */
  public boolean add(LoginSession login, String label, String json) {
    return webAuthn
        .readCreation(json)
        .filter(answer -> challenges.close(answer.challenge(), Purpose.ADD, login.sid()))
        .flatMap(webAuthn::verifyCreation)
        .filter(credential -> changes.add(login, credential, label))
        .isPresent();
  }
}
