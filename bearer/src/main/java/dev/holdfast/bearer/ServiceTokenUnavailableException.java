package dev.holdfast.bearer;

import org.jspecify.annotations.Nullable;

/** No service token to be had right now; trying again later may help. */
public final class ServiceTokenUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The message holds no secret. */
  public ServiceTokenUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
