package dev.holdfast.contracts.identity;

import io.micronaut.serde.annotation.Serdeable;

/**
 * A person or client as one issuer knows it: {@code iss} and {@code sub} of a verified token. A
 * subject alone is ambiguous, so no part of Holdfast stores or compares one without its issuer.
 *
 * @param issuer the issuer identifier, without white space
 * @param subject the subject, locally unique at that issuer, at most 255 characters (OpenID Connect
 *     Core, section 2)
 */
@Serdeable
public record SubjectId(String issuer, String subject) {

  private static final int MAX_LENGTH = 255;

  /**
   * Checks both parts.
   *
   * @throws IllegalArgumentException if a part is blank, too long or holds control characters, or
   *     the issuer holds white space
   */
  public SubjectId {
    require(issuer, "issuer");
    require(subject, "subject");
    for (int i = 0; i < issuer.length(); i++) {
      if (Character.isWhitespace(issuer.charAt(i))) {
        throw new IllegalArgumentException("issuer holds white space");
      }
    }
  }

  /**
   * The one unambiguous text form, used as Kafka key and in associated data: the issuer, one space,
   * the subject. Two different identities never share it, because an issuer holds no space.
   */
  public String key() {
    return issuer + ' ' + subject;
  }

  private static void require(String part, String name) {
    if (part.isBlank() || part.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(name + " is blank or longer than " + MAX_LENGTH);
    }
    for (int i = 0; i < part.length(); i++) {
      if (Character.isISOControl(part.charAt(i))) {
        throw new IllegalArgumentException(name + " holds control characters");
      }
    }
  }
}
