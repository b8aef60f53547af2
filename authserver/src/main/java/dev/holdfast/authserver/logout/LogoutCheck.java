package dev.holdfast.authserver.logout;

/** What became of a logout request. */
public sealed interface LogoutCheck {

  /** It may go on. */
  record Accepted(LogoutRequest request) implements LogoutCheck {}

  /** The person is told why not, and sent nowhere. */
  record Refused(String reason) implements LogoutCheck {}
}
