package dev.holdfast.token.encryption;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;

/** Opens the service's keysets while it starts, so that a missing key stops it there. */
@Factory
final class ServiceKeys {

  private final KeysetFiles files;

  ServiceKeys(KeySettings settings) throws GeneralSecurityException {
    AeadConfig.register();
    PrfConfig.register();
    this.files = new KeysetFiles(settings.directory());
  }

  /** Wraps users' data keys. */
  @Context
  @Singleton
  KeyEncryptionKey keyEncryptionKey() throws GeneralSecurityException {
    return new KeyEncryptionKey(
        files
            .loadOrCreate("key-encryption.json", PredefinedAeadParameters.AES256_GCM)
            .getPrimitive(RegistryConfiguration.get(), Aead.class));
  }

  /** Hashes and derives refresh tokens, and hashes states. */
  @Context
  @Singleton
  KeyedHash keyedHash() throws GeneralSecurityException {
    return new KeyedHash(
        files
            .loadOrCreate("keyed-hash.json", PredefinedPrfParameters.HMAC_SHA256_PRF)
            .getPrimitive(RegistryConfiguration.get(), PrfSet.class));
  }
}
