package dev.holdfast.token.encryption;

/** Keys cannot be read, or do not open what they should. Holds no key material. */
public final class KeysUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  KeysUnavailableException(String message) {
    super(message);
  }

  KeysUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
