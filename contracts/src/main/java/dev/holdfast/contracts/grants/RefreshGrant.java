package dev.holdfast.contracts.grants;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token presented by an authenticated client.
 *
 * @param refreshToken as presented
 * @param clientId the client that presented it
 * @param source the network address it came from, if known; told if the token turns out to be
 *     reused
 */
@Serdeable
public record RefreshGrant(
    Secret refreshToken, @NotBlank String clientId, @Size(max = 64) @Nullable String source) {

  /** From an address nobody asks for. */
  public RefreshGrant(Secret refreshToken, String clientId) {
    this(refreshToken, clientId, null);
  }
}
