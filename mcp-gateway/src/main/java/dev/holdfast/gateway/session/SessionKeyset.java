package dev.holdfast.gateway.session;

import com.google.crypto.tink.Aead;
import dev.holdfast.runtime.keyfile.ExposedKeyFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys that seal sessions, in a file that all replicas read. */
final class SessionKeyset {

  private static final Logger log = LoggerFactory.getLogger(SessionKeyset.class);

  private SessionKeyset() {}

  /**
   * The primitive that seals with the primary key and opens with every key of the file.
   *
   * @throws IllegalStateException if there is no usable file; the gateway must not start then
   */
  static Aead load(SessionSettings settings) {
    SessionKeyFile file = new SessionKeyFile(settings.keyset());
    try {
      if (settings.createKeyset() && Files.notExists(settings.keyset()) && file.create()) {
        log.atInfo().addKeyValue("file", settings.keyset()).log("Session keys made");
      }
      return file.read().getPrimitive(SessionKeyFile.CONFIGURATION, Aead.class);
    } catch (ExposedKeyFileException e) {
      throw new IllegalStateException(
          "holdfast.gateway.session.keyset cannot be used: " + e.getMessage(), e);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(
          "holdfast.gateway.session.keyset cannot be used: " + settings.keyset(), e);
    }
  }
}
