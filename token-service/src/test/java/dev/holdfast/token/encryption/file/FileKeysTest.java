package dev.holdfast.token.encryption.file;

import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.holdfast.token.encryption.KeyTechnology;
import dev.holdfast.token.encryption.KeyTechnologyContract;
import dev.holdfast.token.encryption.KeyUri;
import dev.holdfast.token.encryption.KeysetFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FileKeysTest extends KeyTechnologyContract {

  @TempDir Path directory;

  @BeforeEach
  void make() throws IOException {
    var files = new KeysetFiles(directory);
    for (String name : new String[] {"one", "another", "forbidden"}) {
      files.loadOrCreate(name, PredefinedAeadParameters.AES256_GCM);
    }
    Files.setPosixFilePermissions(
        directory.resolve("forbidden"), PosixFilePermissions.fromString("rw-r-----"));
  }

  @Override
  protected KeyTechnology technology() {
    return new FileKeys();
  }

  @Override
  protected KeyUri uri(String name) {
    return new KeyUri("file://" + directory.resolve(name));
  }
}
