package dev.holdfast.contracts.grants;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token presented by an authenticated client.
 *
 * @param refreshToken as presented
 * @param clientId the client that presented it
 * @param source the network address it came from, if known; told if the token turns out to be
 *     reused
 * @param scopes what is asked for (RFC 6749, section 6); empty means all that was granted. The
 *     grant keeps what it has
 * @param resources for which audiences (RFC 8707, section 2.2); empty means all that were granted
 */
@Serdeable
public record RefreshGrant(
    Secret refreshToken,
    @NotBlank String clientId,
    @Size(max = 64) @Nullable String source,
    List<String> scopes,
    List<String> resources) {

  /** Keeps copies of the lists. */
  public RefreshGrant {
    scopes = List.copyOf(scopes);
    resources = List.copyOf(resources);
  }

  /** For all that was granted. */
  public RefreshGrant(Secret refreshToken, String clientId, @Nullable String source) {
    this(refreshToken, clientId, source, List.of(), List.of());
  }

  /** From an address nobody asks for. */
  public RefreshGrant(Secret refreshToken, String clientId) {
    this(refreshToken, clientId, null);
  }
}
