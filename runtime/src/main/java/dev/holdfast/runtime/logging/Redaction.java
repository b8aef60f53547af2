package dev.holdfast.runtime.logging;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks what must not be read in a log: JSON Web Tokens, credentials of HTTP authentication, values
 * of parameters that hold secrets, and long random values, as which authorization codes, refresh
 * tokens and client secrets look here.
 */
final class Redaction {

  static final String MASK = "[redacted]";

  private static final Set<String> SECRETS =
      Set.of(
          "access_token",
          "actor_token",
          "assertion",
          "client_assertion",
          "client_secret",
          "code",
          "code_verifier",
          "device_code",
          "id_token",
          "id_token_hint",
          "logout_token",
          "password",
          "refresh_token",
          "registration_access_token",
          "secret",
          "subject_token",
          "token",
          "user_code");

  // What is no part of a base64url value, before one.
  private static final String BEGIN = "(?<![A-Za-z0-9_-])";

  // RFC 7515 and RFC 7516, compact: three or five parts, of which some may be empty. Every header
  // is a JSON object, and so begins with these letters. It may be percent-encoded by what is
  // before.
  private static final Pattern JWT =
      Pattern.compile(
          "(?:" + BEGIN + "|(?<=%[0-9A-Fa-f]{2}))eyJ[A-Za-z0-9_-]++(?:\\.[A-Za-z0-9_-]*+){2,4}");

  // RFC 9110, section 11.4; a challenge has shorter names behind the scheme.
  private static final Pattern CREDENTIALS =
      Pattern.compile(
          "\\b(Bearer|Basic|DPoP)\\s++[A-Za-z0-9._~+/-]{20,}+=*+", Pattern.CASE_INSENSITIVE);

  // name=value of forms and queries, also percent-encoded once more, and of our own key-value
  // pairs.
  private static final Pattern PARAMETER =
      Pattern.compile(
          BEGIN + "(" + names() + ")(=|%3D)(\"?)[^\\s\"'&<>,;)\\]}]++", Pattern.CASE_INSENSITIVE);

  private static final Pattern MEMBER =
      Pattern.compile(
          "\"(" + names() + ")\"\\s*+:\\s*+\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+){0,16}+\"?");

  // 256 bits and more in base64url. Names of classes are as long, but have neither digit nor dash.
  private static final Pattern RANDOM =
      Pattern.compile(
          BEGIN
              + "(?=[A-Za-z0-9_-]*?[a-z])(?=[A-Za-z0-9_-]*?[A-Z])(?=[A-Za-z0-9_-]*?[0-9_-])"
              + "([A-Za-z0-9_-]{6})[A-Za-z0-9_-]{37,}+");

  private Redaction() {}

  /**
   * The text with every secret masked. A long random value keeps its first six characters, so that
   * two lines can be seen to mean the same: they are an id or a hash as often as a secret.
   */
  static String of(String text) {
    String masked = replace(JWT, text, MASK);
    masked = replace(CREDENTIALS, masked, "$1 " + MASK);
    masked = replace(PARAMETER, masked, "$1$2$3" + MASK);
    masked = replace(MEMBER, masked, "\"$1\":\"" + MASK + "\"");
    return replace(RANDOM, masked, "$1" + MASK);
  }

  /** Whether a field or parameter of this name holds a secret, whatever it looks like. */
  static boolean isSecret(String name) {
    return SECRETS.contains(name.toLowerCase(Locale.ROOT));
  }

  private static String replace(Pattern pattern, String text, String by) {
    Matcher found = pattern.matcher(text);
    return found.find() ? found.replaceAll(by) : text;
  }

  private static String names() {
    return String.join("|", SECRETS);
  }
}
