package dev.holdfast.token.connections;

import dev.holdfast.contracts.secret.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** An upstream provider. Nothing here throws for what the provider does, unless it says so. */
public interface Provider {

  /**
   * Where the user consents (RFC 6749, section 4.1.1; RFC 7636, S256).
   *
   * @throws ProviderUnavailableException if the provider's metadata cannot be had
   */
  URI authorizationUri(String state, Secret verifier);

  /**
   * Whether an authorization response is this provider's (RFC 9207, section 2.4).
   *
   * @param iss as received
   * @throws ProviderUnavailableException if the provider's metadata cannot be had
   */
  boolean isAnswerOf(@Nullable String iss);

  /** Redeems a code. */
  ProviderAnswer redeem(Secret code, Secret verifier);

  /** Redeems a refresh token. */
  ProviderAnswer refresh(Secret refreshToken);

  /** Asks for codes of a device. */
  DeviceAnswer startDevice();

  /** Asks whether the user of a device consented. */
  PollAnswer poll(Secret deviceCode);

  /**
   * Revokes a token.
   *
   * @param refresh whether it is a refresh token
   */
  RevocationAnswer revoke(Secret token, boolean refresh);
}
