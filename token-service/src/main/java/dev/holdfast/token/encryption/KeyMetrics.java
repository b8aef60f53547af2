package dev.holdfast.token.encryption;

import com.google.crypto.tink.Aead;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * Times {@code holdfast.token.keys.wrap} and {@code holdfast.token.keys.unwrap} by the technology
 * of the key-encryption key and by outcome.
 */
@Singleton
final class KeyMetrics {

  private static final String OK = "ok";
  private static final String FAILED = "failed";

  private final MeterRegistry meters;

  KeyMetrics(KeyRing ring, MeterRegistry meters) {
    this.meters = meters;
    ring.all()
        .map(key -> key.uri().scheme())
        .distinct()
        .forEach(
            technology -> {
              for (String outcome : List.of(OK, FAILED)) {
                timer("wrap", technology, outcome);
                timer("unwrap", technology, outcome);
              }
            });
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
    String outcome = FAILED;
    try {
      byte[] result = call.run();
      outcome = OK;
      return result;
    } finally {
      sample.stop(timer(what, technology, outcome));
    }
  }

  private Timer timer(String what, String technology, String outcome) {
    return Timer.builder("holdfast.token.keys." + what)
        .description("Uses of the key-encryption key")
        .tag("technology", technology)
        .tag("outcome", outcome)
        .register(meters);
  }

  @FunctionalInterface
  private interface Call {
    byte[] run() throws GeneralSecurityException;
  }
}
