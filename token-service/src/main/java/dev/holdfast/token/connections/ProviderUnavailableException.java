package dev.holdfast.token.connections;

/** The provider's metadata cannot be had right now. */
public final class ProviderUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Tells which provider. */
  public ProviderUnavailableException(String provider) {
    super("no metadata of provider " + provider, null, false, false);
  }
}
