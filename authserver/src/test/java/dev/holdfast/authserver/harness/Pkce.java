package dev.holdfast.authserver.harness;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;

/** One verifier and its challenge. */
public final class Pkce {

  public static final CodeVerifier VERIFIER =
      new CodeVerifier("a-verifier-of-at-least-forty-three-characters");
  public static final String CHALLENGE =
      CodeChallenge.compute(CodeChallengeMethod.S256, VERIFIER).getValue();

  private Pkce() {}
}
