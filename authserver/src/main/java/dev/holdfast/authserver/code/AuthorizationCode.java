package dev.holdfast.authserver.code;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An authorization code and what it is bound to. Lists are separated by spaces.
 *
 * @param codeHash the hash of the code
 * @param clientId to whom it was issued
 * @param redirectUri where it was sent
 * @param redirectUriGiven whether the request named that URI, so that the client must repeat it
 * @param codeChallenge the S256 challenge (RFC 7636)
 * @param resources for which audiences (RFC 8707)
 * @param scopes what was granted
 * @param userId by whom
 * @param sid in which login session
 * @param authTime when the person had signed in
 * @param nonce to repeat in the ID token
 * @param issuedAt when
 * @param expiresAt when it stops working
 * @param usedAt when it was redeemed
 * @param gid the grant it was redeemed for
 * @param replayedAt when it first came back after that
 */
@MappedEntity("authorization_code")
public record AuthorizationCode(
    @Id String codeHash,
    String clientId,
    String redirectUri,
    boolean redirectUriGiven,
    String codeChallenge,
    String resources,
    String scopes,
    String userId,
    String sid,
    Instant authTime,
    @Nullable String nonce,
    Instant issuedAt,
    Instant expiresAt,
    @Nullable Instant usedAt,
    @Nullable String gid,
    @Nullable Instant replayedAt) {

  /** The audiences. */
  public List<String> audiences() {
    return List.of(resources.split(" "));
  }
}
