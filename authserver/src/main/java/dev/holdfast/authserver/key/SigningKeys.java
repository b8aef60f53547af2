package dev.holdfast.authserver.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.holdfast.authserver.issuer.Issuer;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The RS256 key of this issuer. The first replica that needs one makes it; the others read it. */
@Singleton
public final class SigningKeys {

  private static final String SLOT = "signing";
  private static final int BITS = 2048;

  private final SigningKeyRows rows;
  private final KeyEncryption encryption;
  private final Issuer issuer;
  private final Clock clock;
  private final ReentrantLock loading = new ReentrantLock();

  private volatile @Nullable RSAKey key;

  SigningKeys(SigningKeyRows rows, KeyEncryption encryption, Issuer issuer, Clock clock) {
    this.rows = rows;
    this.encryption = encryption;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** Every key that a verifier may meet, without private halves. */
  public JWKSet publicKeys() {
    return new JWKSet(current().toPublicJWK());
  }

  RSAKey current() {
    RSAKey loaded = key;
    if (loaded != null) {
      return loaded;
    }
    loading.lock();
    try {
      RSAKey now = rows.bySlot(SLOT).map(this::open).orElseGet(this::create);
      key = now;
      return now;
    } finally {
      loading.unlock();
    }
  }

  private RSAKey create() {
    try {
      RSAKey made =
          new RSAKeyGenerator(BITS)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.RS256)
              .keyIDFromThumbprint(true)
              .generate();
      String encrypted = encryption.encrypt(made.toJSONString(), context(made.getKeyID()));
      rows.save(new SigningKeyRow(SLOT, made.getKeyID(), encrypted, clock.instant()));
      return made;
    } catch (DataAccessException e) {
      return rows.bySlot(SLOT).map(this::open).orElseThrow(() -> e);
    } catch (JOSEException e) {
      throw new IllegalStateException("No signing key could be made", e);
    }
  }

  private RSAKey open(SigningKeyRow row) {
    try {
      return RSAKey.parse(encryption.decrypt(row.encryptedJwk(), context(row.kid())));
    } catch (ParseException e) {
      throw new IllegalStateException("Stored signing key is not a JWK", e);
    }
  }

  private String context(String kid) {
    return "signing-key " + issuer.id() + ' ' + kid;
  }
}
