package dev.holdfast.authserver.password;

import dev.holdfast.authserver.opaque.OpaqueValue;

/**
 * What shows that a form came from a page of ours, shown to this login session. It is made of the
 * session's secret, which cannot be guessed and cannot be got back from it.
 */
public final class FormProof {

  private static final String PURPOSE = "password form\n";

  private FormProof() {}

  /** The proof for a session. */
  public static String of(String sessionSecret) {
    return OpaqueValue.hash(PURPOSE + sessionSecret);
  }

  /** Whether a form brought it. */
  public static boolean matches(String sessionSecret, String presented) {
    return OpaqueValue.same(of(sessionSecret), presented);
  }
}
