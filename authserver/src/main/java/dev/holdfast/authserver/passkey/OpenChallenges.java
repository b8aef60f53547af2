package dev.holdfast.authserver.passkey;

import dev.holdfast.authserver.opaque.OpaqueValue;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes challenges, and takes each back once. */
@Singleton
final class OpenChallenges {

  private final Challenges challenges;
  private final PasskeySettings settings;
  private final Clock clock;

  OpenChallenges(Challenges challenges, PasskeySettings settings, Clock clock) {
    this.challenges = challenges;
    this.settings = settings;
    this.clock = clock;
  }

  /** A new one: 256 random bits in base64url. */
  String open(Purpose purpose, String boundTo) {
    String challenge = OpaqueValue.random();
    var expiresAt = clock.instant().plus(settings.challengeLifetime());
    challenges.save(new Challenge(OpaqueValue.hash(challenge), purpose, boundTo, expiresAt));
    return challenge;
  }

  /** Whether it was open for just this; it is not any more. */
  boolean close(String challenge, Purpose purpose, String boundTo) {
    return challenges.consume(OpaqueValue.hash(challenge), purpose, boundTo, clock.instant()) == 1;
  }
}
