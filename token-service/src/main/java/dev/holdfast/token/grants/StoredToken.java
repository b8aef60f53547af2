package dev.holdfast.token.grants;

import com.google.crypto.tink.util.Bytes;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a refresh token.
 *
 * @param hash its keyed hash
 * @param gid its grant
 * @param generation its place in the rotation
 * @param expiresAt when it stops working unused
 * @param usedAt when it was exchanged
 * @param nonce with the token itself gives its successor, until that one is used
 */
public record StoredToken(
    Bytes hash,
    String gid,
    long generation,
    Instant expiresAt,
    @Nullable Instant usedAt,
    @Nullable Bytes nonce) {

  static StoredToken unused(Bytes hash, String gid, GrantState.Live state) {
    return new StoredToken(hash, gid, state.generation(), state.expiresAt(), null, null);
  }

  /** The nonce, if this token was exchanged after {@code earliest} and its successor is unused. */
  Optional<Bytes> nonceIfUsedAfter(Instant earliest) {
    return usedAt != null && usedAt.isAfter(earliest)
        ? Optional.ofNullable(nonce)
        : Optional.empty();
  }
}
