package dev.holdfast.token.encryption.file;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import dev.holdfast.token.encryption.KeyTechnology;
import dev.holdfast.token.encryption.KeyUri;
import dev.holdfast.token.encryption.KeysetFiles;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** {@code file:///path}: a keyset of Tink, as JSON. The same file for every replica. */
@Singleton
final class FileKeys implements KeyTechnology {

  @Override
  public String scheme() {
    return "file";
  }

  @Override
  public Aead open(KeyUri uri) throws GeneralSecurityException {
    Path file = Path.of(uri.rest());
    if (!file.isAbsolute()) {
      throw new GeneralSecurityException("a file's URI looks like file:///path");
    }
    return KeysetFiles.load(file).getPrimitive(RegistryConfiguration.get(), Aead.class);
  }
}
