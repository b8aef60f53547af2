package dev.holdfast.bearer;

import dev.holdfast.contracts.secret.Secret;

/** Where this service gets the tokens it sends to other services. Safe for concurrent use. */
@FunctionalInterface
public interface ServiceTokens {

  /**
   * A token for another service that is good for some time yet.
   *
   * @param audience the service, as its tokens name it (RFC 8707)
   * @throws ServiceTokenUnavailableException if there is none to be had right now
   */
  Secret token(String audience);
}
