package dev.holdfast.token.encryption;

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

  private final KeySettings settings;
  private final KeysetFiles files;

  ServiceKeys(KeySettings settings) throws GeneralSecurityException {
    AeadConfig.register();
    PrfConfig.register();
    this.settings = settings;
    this.files = new KeysetFiles(settings.directory());
  }

  /** Wraps users' data keys. */
  @Context
  @Singleton
  KeyRing keyRing(KeyRings rings) {
    return rings.open(settings.primaryUri().orElseGet(this::fileInDirectory), settings.otherUris());
  }

  /** Made if it is missing; a file that is named is not. */
  private KeyUri fileInDirectory() {
    files.loadOrCreate(KeySettings.KEY_ENCRYPTION_FILE, PredefinedAeadParameters.AES256_GCM);
    return new KeyUri(
        "file://" + settings.directory().toAbsolutePath().resolve(KeySettings.KEY_ENCRYPTION_FILE));
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
