package dev.holdfast.authserver.passkey;

/**
 * A verified assertion. Only {@link Assertions} makes one.
 *
 * @param passkey as it was before
 * @param purpose what it was given for
 * @param signCount the counter now
 * @param backedUp whether the passkey has been copied by now
 */
record Proof(Passkey passkey, Purpose purpose, long signCount, boolean backedUp) {

  /** How the person signs in with it (RFC 8176, section 2). */
  String methods() {
    return switch (purpose) {
      case CONFIRM -> "pwd " + passkey.method() + " user mfa";
      default -> passkey.method() + " user";
    };
  }
}
