package dev.holdfast.runtime.settings;

import io.micronaut.context.exceptions.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** A file that holds one setting's value, perhaps with a line end behind it. */
public final class SettingFile {

  /** More than any key, certificate chain or JAAS line needs, in bytes. */
  static final int LONGEST = 64 * 1024;

  private SettingFile() {}

  /**
   * The value: UTF-8, without one line end behind it.
   *
   * @param variable the environment variable or option that names the file
   * @param file the file's path
   * @throws ConfigurationException if there is no such value; names the variable and the path, and
   *     never holds what the file holds
   */
  public static String read(String variable, String file) {
    try {
      return value(variable, file, bytes(variable, file));
    } catch (InvalidPathException _) {
      throw wrong(variable, file, "which is no path");
    } catch (NoSuchFileException _) {
      throw wrong(variable, file, "which does not exist");
    } catch (AccessDeniedException _) {
      throw wrong(variable, file, "which this process may not read");
    } catch (CharacterCodingException _) {
      throw wrong(variable, file, "which is not UTF-8");
    } catch (IOException _) {
      throw wrong(variable, file, "which cannot be read");
    }
  }

  private static byte[] bytes(String variable, String file) throws IOException {
    Path path = Path.of(file);
    if (Files.isDirectory(path)) {
      throw wrong(variable, file, "which is a directory");
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw wrong(variable, file, "which is longer than " + LONGEST + " bytes");
      }
      return bytes;
    }
  }

  private static String value(String variable, String file, byte[] bytes)
      throws CharacterCodingException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String value = text.replaceFirst("\\R\\z", "");
      if (value.isBlank()) {
        throw wrong(variable, file, "which is empty");
      }
      return value;
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static ConfigurationException wrong(String variable, String file, String why) {
    return new ConfigurationException(variable + " names " + file + ", " + why);
  }
}
