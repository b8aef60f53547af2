package dev.holdfast.local.client;

/** The MCP endpoint answered 401. The session is not lost: call again with another token. */
public final class Unauthorized extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String challenge;

  Unauthorized(String challenge) {
    super("401 from the MCP endpoint");
    this.challenge = challenge;
  }

  /** The {@code WWW-Authenticate} header, empty if the answer had none. */
  public String challenge() {
    return challenge;
  }
}
