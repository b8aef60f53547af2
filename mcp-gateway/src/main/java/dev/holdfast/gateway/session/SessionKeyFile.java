package dev.holdfast.gateway.session;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.holdfast.runtime.keyfile.KeyFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The file with the keys that seal sessions. It is replaced as a whole, so readers see all or
 * nothing.
 */
public final class SessionKeyFile {

  static final Configuration CONFIGURATION = AeadConfig2026.get();

  private final Path file;

  /** The file, whether it is there or not. */
  public SessionKeyFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  /**
   * One key.
   *
   * @param id part of everything it sealed
   * @param primary whether it seals; all open
   */
  public record SessionKey(int id, boolean primary) {}

  /** Makes the file with one key; false if it is there already. */
  public boolean create() throws IOException, GeneralSecurityException {
    Files.createDirectories(directory());
    Path draft =
        draft(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, CONFIGURATION));
    try {
      // Whole, so that of several replicas starting at once one wins and the others read its file.
      Files.createLink(file, draft);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.delete(draft);
    }
  }

  /** The keys, oldest first. */
  public List<SessionKey> keys() throws IOException, GeneralSecurityException {
    KeysetHandle keys = read();
    return IntStream.range(0, keys.size())
        .mapToObj(keys::getAt)
        .map(key -> new SessionKey(key.getId(), key.isPrimary()))
        .toList();
  }

  /** Adds a key that does not seal yet and answers its id. */
  public int add() throws IOException, GeneralSecurityException {
    KeysetHandle keys =
        KeysetHandle.newBuilder(read())
            .addEntry(
                KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                    .setStatus(KeyStatus.ENABLED)
                    .withRandomId())
            .setConfiguration(CONFIGURATION)
            .build();
    replace(keys);
    return keys.getAt(keys.size() - 1).getId();
  }

  /** Lets that key seal from now on. */
  public void promote(int id) throws IOException, GeneralSecurityException {
    KeysetHandle.Builder keys = KeysetHandle.newBuilder(read()).setConfiguration(CONFIGURATION);
    keys.getAt(position(id)).makePrimary();
    replace(keys.build());
  }

  /** Removes that key, which must not be the one that seals. */
  public void remove(int id) throws IOException, GeneralSecurityException {
    int position = position(id);
    if (read().getAt(position).isPrimary()) {
      throw new IOException("key " + id + " seals; promote another one first");
    }
    replace(
        KeysetHandle.newBuilder(read()).deleteAt(position).setConfiguration(CONFIGURATION).build());
  }

  KeysetHandle read() throws IOException, GeneralSecurityException {
    KeyFiles.requireTight(file);
    return TinkJsonProtoKeysetFormat.parseKeyset(
        Files.readString(file), CONFIGURATION, InsecureSecretKeyAccess.get());
  }

  private int position(int id) throws IOException, GeneralSecurityException {
    List<Integer> ids = keys().stream().map(SessionKey::id).toList();
    if (!ids.contains(id)) {
      throw new IOException("there is no key " + id + " in " + file);
    }
    return ids.indexOf(id);
  }

  private void replace(KeysetHandle keys) throws IOException, GeneralSecurityException {
    Files.move(draft(keys), file, StandardCopyOption.ATOMIC_MOVE);
  }

  private Path draft(KeysetHandle keys) throws IOException, GeneralSecurityException {
    String json =
        TinkJsonProtoKeysetFormat.serializeKeyset(
            keys, CONFIGURATION, InsecureSecretKeyAccess.get());
    Path draft =
        Files.createTempFile(
            directory(),
            "keyset",
            ".draft",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(draft, json);
  }

  private Path directory() {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }
}
