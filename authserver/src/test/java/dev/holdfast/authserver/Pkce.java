package dev.holdfast.authserver;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;

/** One verifier and its challenge. */
final class Pkce {

  static final CodeVerifier VERIFIER =
      new CodeVerifier("a-verifier-of-at-least-forty-three-characters");
  static final String CHALLENGE =
      CodeChallenge.compute(CodeChallengeMethod.S256, VERIFIER).getValue();

  private Pkce() {}
}
