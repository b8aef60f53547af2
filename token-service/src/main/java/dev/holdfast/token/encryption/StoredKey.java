package dev.holdfast.token.encryption;

import com.google.crypto.tink.util.Bytes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user's data keys at rest: one, or two while records move.
 *
 * @param id of the data key that seals; never used for another key, even of the same user
 * @param wrapped the keys, under a key-encryption key
 * @param kek names the key-encryption key; empty if not known
 * @param madeAt when the key that seals was made
 * @param wrappedAt when it was wrapped
 * @param stage of the change to a new data key
 * @param movedAt when the last record was sealed anew; in {@link KeyStage#MOVED} only
 */
public record StoredKey(
    String id,
    Bytes wrapped,
    String kek,
    Instant madeAt,
    Instant wrappedAt,
    KeyStage stage,
    @Nullable Instant movedAt) {

  StoredKey rewrapped(Bytes again, String by, Instant now) {
    return new StoredKey(id, again, by, madeAt, now, stage, movedAt);
  }

  StoredKey moving(String newId, Bytes both, String by, Instant now) {
    return new StoredKey(newId, both, by, now, now, KeyStage.MOVING, null);
  }

  StoredKey moved(Instant now) {
    return new StoredKey(id, wrapped, kek, madeAt, wrappedAt, KeyStage.MOVED, now);
  }

  StoredKey settled(Bytes one, String by, Instant now) {
    return new StoredKey(id, one, by, madeAt, now, KeyStage.SETTLED, null);
  }
}
