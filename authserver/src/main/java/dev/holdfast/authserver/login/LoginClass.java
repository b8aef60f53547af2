package dev.holdfast.authserver.login;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How well a login proves its person: an authentication context class ({@code acr}). */
public enum LoginClass {
  /** By one thing, such as a password. */
  SINGLE_FACTOR("urn:holdfast:acr:single-factor"),
  /** By two: a passkey that verified its person, or one after a password. */
  MULTI_FACTOR("urn:holdfast:acr:multi-factor");

  private final String acr;

  LoginClass(String acr) {
    this.acr = acr;
  }

  /** Its name in tokens, metadata and requests (OpenID Connect Core, section 2). */
  public String acr() {
    return acr;
  }

  /** The one of that name, if there is one. */
  public static Optional<LoginClass> named(String acr) {
    return Arrays.stream(values()).filter(each -> each.acr.equals(acr)).findFirst();
  }

  /** What a login by these means (RFC 8176) is; empty if they are not known. */
  public static Optional<LoginClass> of(List<String> methods) {
    if (methods.isEmpty()) {
      return Optional.empty();
    }
    // A passkey alone signs in only with its person verified.
    boolean several = Stream.of("mfa", "hwk", "swk").anyMatch(methods::contains);
    return Optional.of(several ? MULTI_FACTOR : SINGLE_FACTOR);
  }
}
