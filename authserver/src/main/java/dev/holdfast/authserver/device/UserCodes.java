package dev.holdfast.authserver.device;

import com.nimbusds.oauth2.sdk.device.UserCode;
import dev.holdfast.authserver.opaque.OpaqueValue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The codes that people type (RFC 8628, section 6.1): eight of twenty consonants, so no words come
 * about and no digit looks like a letter. That is 34 bits: enough for minutes, behind an attempt
 * limit.
 */
public final class UserCodes {

  private static final int LENGTH = 8;
  private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Pd}]+");
  private static final Pattern CODE =
      Pattern.compile("[" + UserCode.LETTER_CHAR_SET + "]{" + LENGTH + "}");

  private UserCodes() {}

  /** A new code, as it is shown: XXXX-XXXX. */
  static UserCode random() {
    return new UserCode(UserCode.LETTER_CHAR_SET, LENGTH);
  }

  /** The hash of what a person typed, however it was spaced; empty if it cannot be a code. */
  public static Optional<String> hash(String typed) {
    String bare = SEPARATORS.matcher(typed).replaceAll("").toUpperCase(Locale.ROOT);
    return Optional.of(bare).filter(code -> CODE.matcher(code).matches()).map(OpaqueValue::hash);
  }
}
