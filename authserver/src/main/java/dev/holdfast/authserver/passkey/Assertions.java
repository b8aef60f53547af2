package dev.holdfast.authserver.passkey;

import dev.holdfast.authserver.passkey.WebAuthn.Answer;
import dev.holdfast.authserver.passkey.WebAuthn.Verdict;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.Users;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Asks for assertions, and checks them (WebAuthn Level 3, section 7.2). */
@Singleton
final class Assertions {

  private final OpenChallenges challenges;
  private final Passkeys passkeys;
  private final Holders holders;
  private final Users users;
  private final WebAuthn webAuthn;
  private final Refusals refusals;

  Assertions(
      OpenChallenges challenges,
      Passkeys passkeys,
      Holders holders,
      Users users,
      WebAuthn webAuthn,
      Refusals refusals) {
    this.challenges = challenges;
    this.passkeys = passkeys;
    this.holders = holders;
    this.users = users;
    this.webAuthn = webAuthn;
    this.refusals = refusals;
  }

  /** Options for signing in with any passkey; alone, so it must verify its person. */
  String optionsToSignIn(PendingRequest request) {
    String challenge = challenges.open(Purpose.SIGN_IN, request.id());
    return webAuthn.requestOptions(challenge, List.of(), true);
  }

  /** Options for confirming a password with one of the person's passkeys. */
  String optionsToConfirm(PendingRequest request, String userId) {
    String challenge = challenges.open(Purpose.CONFIRM, request.id());
    return webAuthn.requestOptions(challenge, passkeys.of(userId), false);
  }

  /** Checks an answer to {@link #optionsToSignIn}. */
  Optional<Proof> checkSignIn(PendingRequest request, String json) {
    return check(Purpose.SIGN_IN, request, json, Optional.empty());
  }

  /** Checks an answer to {@link #optionsToConfirm}. */
  Optional<Proof> checkConfirmation(PendingRequest request, String userId, String json) {
    return check(Purpose.CONFIRM, request, json, Optional.of(userId));
  }

  private Optional<Proof> check(
      Purpose purpose, PendingRequest request, String json, Optional<String> expected) {
    Optional<Answer> read = webAuthn.readAssertion(json);
    if (read.isEmpty()) {
      return refused(Refusal.UNREADABLE);
    }
    Answer answer = read.get();
    // Steps 11 and 12, before anything else: whatever comes of it, this challenge is used up.
    if (!challenges.close(answer.challenge(), purpose, request.id())) {
      return refused(Refusal.CHALLENGE);
    }
    // Steps 6 and 7: whose it is.
    Optional<Passkey> found = passkeys.byId(Passkey.id(answer.credentialId()));
    Optional<User> owner = found.flatMap(passkey -> users.byId(passkey.userId()));
    if (owner.isEmpty()) {
      return refused(Refusal.UNKNOWN_PASSKEY);
    }
    if (!isOf(owner.get(), answer, expected)) {
      return refused(Refusal.OTHER_PERSON);
    }
    boolean alone = purpose == Purpose.SIGN_IN;
    return switch (webAuthn.verifyAssertion(answer, found.get(), alone)) {
      case Verdict.Valid(long signCount, boolean backedUp) ->
          Optional.of(new Proof(found.get(), purpose, signCount, backedUp));
      case Verdict.Cloned _ -> refused(owner.get(), request, Refusal.CLONED, "counter");
      case Verdict.Invalid(String why) -> refused(owner.get(), request, Refusal.INVALID, why);
    };
  }

  /** Without a person known before, the authenticator has to say who it is. */
  private boolean isOf(User owner, Answer answer, Optional<String> expected) {
    boolean handleFits =
        holders
            .byUserId(owner.id())
            .filter(h -> h.handle().equals(answer.userHandle()))
            .isPresent();
    return expected
        .map(id -> id.equals(owner.id()) && (handleFits || answer.userHandle().isEmpty()))
        .orElse(handleFits);
  }

  private Optional<Proof> refused(Refusal refusal) {
    refusals.ofSomebody(refusal);
    return Optional.empty();
  }

  private Optional<Proof> refused(User user, PendingRequest request, Refusal refusal, String why) {
    refusals.of(user, request.clientId(), refusal, why);
    return Optional.empty();
  }
}
