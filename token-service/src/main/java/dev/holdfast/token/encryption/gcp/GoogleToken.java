package dev.holdfast.token.encryption.gcp;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import dev.holdfast.token.encryption.KeyServiceAwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** Proves to Google who is calling; renews the proof itself. */
final class GoogleToken {

  private static final String SCOPE = "https://www.googleapis.com/auth/cloudkms";

  private final GoogleCredentials credentials;

  private GoogleToken(GoogleCredentials credentials) {
    this.credentials = credentials;
  }

  static GoogleToken of(@Nullable Path file) throws GeneralSecurityException {
    try {
      return new GoogleToken(read(file).createScoped(SCOPE));
    } catch (IOException e) {
      throw new GeneralSecurityException("there are no Google credentials", e);
    }
  }

  private static GoogleCredentials read(@Nullable Path file) throws IOException {
    if (file == null) {
      return GoogleCredentials.getApplicationDefault();
    }
    try (var stream = Files.newInputStream(file)) {
      return GoogleCredentials.fromStream(stream);
    }
  }

  String bearer() throws GeneralSecurityException {
    try {
      credentials.refreshIfExpired();
      AccessToken token = credentials.getAccessToken();
      if (token == null) {
        throw new GeneralSecurityException("Google gives no token for the credentials");
      }
      return "Bearer " + token.getTokenValue();
    } catch (IOException e) {
      throw new KeyServiceAwayException("Google gives no token for the credentials", e);
    }
  }
}
