package dev.holdfast.authserver.refusal;

import com.nimbusds.oauth2.sdk.ErrorObject;
import org.jspecify.annotations.Nullable;

/**
 * A request refused with an OAuth error (RFC 6749, section 5.2). Thrown without a stack trace: it
 * is an answer, not a defect.
 */
public final class OAuthRefusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient ErrorObject error;
  private final @Nullable String challenge;

  private OAuthRefusal(ErrorObject error, @Nullable String challenge) {
    super(error.getCode(), null, false, false);
    this.error = error;
    this.challenge = challenge;
  }

  /** A refusal with the error's own HTTP status. */
  public static OAuthRefusal of(ErrorObject error) {
    return new OAuthRefusal(error, null);
  }

  /** A refusal with what the client may know of the reason. */
  public static OAuthRefusal of(ErrorObject error, String description) {
    return of(error.setDescription(description));
  }

  /** A refusal with status 401 and its {@code WWW-Authenticate}. */
  public static OAuthRefusal challenged(ErrorObject error, String challenge) {
    return new OAuthRefusal(error.setHTTPStatusCode(401), challenge);
  }

  ErrorObject error() {
    return error;
  }

  @Nullable String challenge() {
    return challenge;
  }
}
