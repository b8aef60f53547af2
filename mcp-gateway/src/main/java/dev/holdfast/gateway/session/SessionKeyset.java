package dev.holdfast.gateway.session;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/** The keys that seal sessions, in a file that all replicas read. */
final class SessionKeyset {

  private static final Configuration CONFIGURATION = AeadConfig2026.get();

  private SessionKeyset() {}

  /**
   * The primitive that seals with the primary key and opens with every key of the file.
   *
   * @throws IllegalStateException if there is no usable file; the gateway must not start then
   */
  static Aead load(SessionSettings settings) {
    try {
      if (settings.createKeyset() && Files.notExists(settings.keyset())) {
        create(settings.keyset());
      }
      return read(settings.keyset()).getPrimitive(CONFIGURATION, Aead.class);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(
          "holdfast.gateway.session.keyset cannot be used: " + settings.keyset(), e);
    }
  }

  private static KeysetHandle read(Path file) throws IOException, GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(
        Files.readString(file), CONFIGURATION, InsecureSecretKeyAccess.get());
  }

  // Linked into place whole, so that of several replicas starting at once one wins and the others
  // read its file.
  private static void create(Path file) throws IOException, GeneralSecurityException {
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    KeysetHandle keys =
        KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, CONFIGURATION);
    String json =
        TinkJsonProtoKeysetFormat.serializeKeyset(
            keys, CONFIGURATION, InsecureSecretKeyAccess.get());
    Path draft =
        Files.createTempFile(
            directory,
            "keyset",
            ".draft",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(draft, json);
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // Another replica was faster.
    } finally {
      Files.delete(draft);
    }
  }
}
