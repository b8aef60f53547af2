package dev.holdfast.token.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import dev.holdfast.runtime.keyfile.ExposedKeyFileException;
import dev.holdfast.runtime.keyfile.KeyFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keysets in files that only the service's user may read. A missing file is made; two processes
 * that start together end up with the same one.
 */
public final class KeysetFiles {

  private static final Logger log = LoggerFactory.getLogger(KeysetFiles.class);
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path directory;

  /** Files in a directory, which is made when the first file is. */
  public KeysetFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * The keyset in {@code name}.
   *
   * @throws KeysUnavailableException if it cannot be read or made
   */
  public KeysetHandle loadOrCreate(String name, Parameters parameters) {
    Path file = directory.resolve(name);
    try {
      if (Files.notExists(file)) {
        create(file, parameters);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new KeysUnavailableException("cannot make the keyset file " + file, e);
    }
    return load(file);
  }

  /**
   * The keyset in a file.
   *
   * @throws KeysUnavailableException if it cannot be read, or if others can whom {@link KeyFiles}
   *     does not allow
   */
  public static KeysetHandle load(Path file) {
    try {
      KeyFiles.requireTight(file);
      return TinkJsonProtoKeysetFormat.parseKeyset(
          Files.readString(file), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    } catch (ExposedKeyFileException e) {
      throw new KeysUnavailableException(String.valueOf(e.getMessage()));
    } catch (IOException | GeneralSecurityException e) {
      throw new KeysUnavailableException("cannot read the keyset file " + file, e);
    }
  }

  private void create(Path file, Parameters parameters)
      throws IOException, GeneralSecurityException {
    Files.createDirectories(directory, OWNER_ONLY_DIRECTORY);
    String keyset =
        TinkJsonProtoKeysetFormat.serializeKeyset(
            KeysetHandle.generateNew(parameters, RegistryConfiguration.get()),
            RegistryConfiguration.get(),
            InsecureSecretKeyAccess.get());
    Path whole = Files.createTempFile(directory, "new", ".keyset", OWNER_ONLY);
    try {
      Files.write(whole, keyset.getBytes(UTF_8));
      // A link appears whole or not at all, and never replaces another process's keyset.
      Files.createLink(file, whole);
      log.atInfo().addKeyValue("file", file).log("Made a keyset file");
    } catch (FileAlreadyExistsException _) {
      log.atDebug().addKeyValue("file", file).log("Another process made the keyset file");
    } finally {
      Files.delete(whole);
    }
  }
}
