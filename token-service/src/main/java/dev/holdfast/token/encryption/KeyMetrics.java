package dev.holdfast.token.encryption;

import com.google.crypto.tink.Aead;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;

/**
 * Times {@code holdfast.token.keys.wrap} and {@code holdfast.token.keys.unwrap} by the technology
 * of the key-encryption key and by outcome.
 */
@Singleton
final class KeyMetrics {

  private final MeterRegistry meters;

  KeyMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  /** The same key, timed. */
  Aead timed(KeyEncryptionKey key) {
    String technology = key.uri().scheme();
    Aead aead = key.aead();
    return new Aead() {
      @Override
      public byte[] encrypt(byte[] plain, byte[] about) throws GeneralSecurityException {
        return time("wrap", technology, () -> aead.encrypt(plain, about));
      }

      @Override
      public byte[] decrypt(byte[] sealed, byte[] about) throws GeneralSecurityException {
        return time("unwrap", technology, () -> aead.decrypt(sealed, about));
      }
    };
  }

  private byte[] time(String what, String technology, Call call) throws GeneralSecurityException {
    Timer.Sample sample = Timer.start(meters);
    String outcome = "failed";
    try {
      byte[] result = call.run();
      outcome = "ok";
      return result;
    } finally {
      sample.stop(
          meters.timer(
              "holdfast.token.keys." + what, "technology", technology, "outcome", outcome));
    }
  }

  @FunctionalInterface
  private interface Call {
    byte[] run() throws GeneralSecurityException;
  }
}
