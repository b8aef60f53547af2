package dev.holdfast.bearer;

/** What came out of looking at a token. */
public sealed interface Verification {

  /** Good. */
  record Verified(VerifiedToken token) implements Verification {}

  /** Bad, and will stay so. */
  record Rejected(Rejection reason) implements Verification {}

  /** The issuer's keys cannot be had right now, so nobody can tell. */
  record Unavailable(String issuer) implements Verification {}
}
