package dev.holdfast.token.encryption;

import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.util.Bytes;
import java.security.GeneralSecurityException;
import java.util.stream.Stream;

/**
 * A pseudo-random function under the service's key: without the key nobody can tell a hash from
 * random, nor test a guess.
 */
public final class KeyedHash {

  private static final int LENGTH = 32;

  private final PrfSet prfs;

  KeyedHash(PrfSet prfs) {
    this.prfs = prfs;
  }

  /** 32 bytes that depend on the purpose and every part. */
  public Bytes of(String purpose, String... parts) {
    try {
      byte[] input = Parts.join(Stream.concat(Stream.of(purpose), Stream.of(parts)));
      return Bytes.copyFrom(prfs.computePrimary(input, LENGTH));
    } catch (GeneralSecurityException e) {
      throw new KeysUnavailableException("cannot compute a keyed hash", e);
    }
  }
}
