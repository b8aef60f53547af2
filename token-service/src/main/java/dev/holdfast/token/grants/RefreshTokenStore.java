package dev.holdfast.token.grants;

import com.google.crypto.tink.util.Bytes;
import java.time.Instant;
import java.util.Optional;

/** Refresh tokens at rest: hashes only. */
public interface RefreshTokenStore {

  /** Adds an unused token. */
  void add(StoredToken token);

  /** The token with this hash. */
  Optional<StoredToken> find(Bytes hash);

  /** When the token of this generation was exchanged, if it was. */
  Optional<Instant> usedAt(String gid, long generation);

  /** Notes the exchange of a token. */
  void markUsed(Bytes hash, Instant usedAt, Bytes nonce);

  /** Makes it impossible to derive the successor of this generation again. */
  void forgetNonce(String gid, long generation);
}
