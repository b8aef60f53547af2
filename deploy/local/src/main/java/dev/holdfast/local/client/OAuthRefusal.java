package dev.holdfast.local.client;

import com.nimbusds.oauth2.sdk.ErrorObject;
import org.jspecify.annotations.Nullable;

/** The authorization server said no, in OAuth's words (RFC 6749 sections 4.1.2.1 and 5.2). */
public final class OAuthRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String error;

  private OAuthRefusal(int status, String error, @Nullable String description) {
    super(status + " " + error + (description == null ? "" : ": " + description));
    this.status = status;
    this.error = error;
  }

  static OAuthRefusal of(int status, @Nullable ErrorObject object) {
    return object == null || object.getCode() == null
        ? new OAuthRefusal(status, "", null)
        : new OAuthRefusal(status, object.getCode(), object.getDescription());
  }

  /** The HTTP status, 302 for an error that came by redirect. */
  public int status() {
    return status;
  }

  /** The OAuth error code, empty if there was none: then it is passing trouble, not a refusal. */
  public String error() {
    return error;
  }
}
