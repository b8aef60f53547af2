package dev.holdfast.authserver.user.http;

import dev.holdfast.bearer.VerifiedToken;

/** Names the operator behind a request, as the audit trail knows one. */
final class Actor {

  private Actor() {}

  /** A person by the subject, a program by its client id, which is then the subject too. */
  static String of(VerifiedToken operator) {
    return operator.subject().subject();
  }
}
