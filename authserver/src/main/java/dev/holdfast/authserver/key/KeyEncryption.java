package dev.holdfast.authserver.key;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.holdfast.runtime.keyfile.KeyFiles;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** Encrypts private keys under a keyset in a file that only this user can read. */
@Singleton
final class KeyEncryption {

  private static final Configuration TINK = AeadConfig2026.get();
  private static final String FILE = "authserver-keyset.json";

  private final Aead aead;

  KeyEncryption(KeySettings settings) {
    Path file = settings.directory().resolve(FILE);
    try {
      if (!Files.exists(file)) {
        create(settings.directory(), file);
      }
      this.aead = read(file).getPrimitive(TINK, Aead.class);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The keyset " + file + " of holdfast.keys.directory cannot be read or created", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "The keyset " + file + " of holdfast.keys.directory is damaged", e);
    }
  }

  String encrypt(String plaintext, String context) {
    try {
      return Base64.getEncoder().encodeToString(aead.encrypt(utf8(plaintext), utf8(context)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Encryption failed", e);
    }
  }

  /** Opens only what was encrypted with this keyset and the same context. */
  String decrypt(String ciphertext, String context) {
    try {
      byte[] plaintext = aead.decrypt(Base64.getDecoder().decode(ciphertext), utf8(context));
      return new String(plaintext, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "A stored key does not open: holdfast.keys.directory holds another keyset than the one it"
              + " was encrypted under, or the row is damaged",
          e);
    }
  }

  /** A link appears whole or not at all, so replicas that start together end with one keyset. */
  private static void create(Path directory, Path file)
      throws IOException, GeneralSecurityException {
    Files.createDirectories(directory);
    var handle = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TINK);
    String json =
        TinkJsonProtoKeysetFormat.serializeKeyset(handle, TINK, InsecureSecretKeyAccess.get());
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path draft = Files.createTempFile(directory, FILE, ".new", ownerOnly);
    try {
      Files.writeString(draft, json);
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // Another replica was faster: its keyset is the one.
    } finally {
      Files.delete(draft);
    }
  }

  private static KeysetHandle read(Path file) throws IOException, GeneralSecurityException {
    KeyFiles.requireTight(file);
    return TinkJsonProtoKeysetFormat.parseKeyset(
        Files.readString(file), TINK, InsecureSecretKeyAccess.get());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
