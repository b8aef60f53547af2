package dev.holdfast.token.encryption.gcp;

import com.google.crypto.tink.Aead;
import dev.holdfast.token.encryption.KeyServiceCalls;
import dev.holdfast.token.encryption.KeyTechnology;
import dev.holdfast.token.encryption.KeyUri;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.regex.Pattern;

/** {@code gcp-kms://projects/…/locations/…/keyRings/…/cryptoKeys/…}. */
@Singleton
final class GoogleKeys implements KeyTechnology {

  private static final Pattern NAME =
      Pattern.compile("projects/[\\w.:-]+/locations/[\\w-]+/keyRings/[\\w-]+/cryptoKeys/[\\w-]+");

  private final GoogleSettings settings;
  private final KeyServiceCalls calls;

  GoogleKeys(GoogleSettings settings, KeyServiceCalls calls) {
    this.settings = settings;
    this.calls = calls;
  }

  @Override
  public String scheme() {
    return "gcp-kms";
  }

  @Override
  public Aead open(KeyUri uri) throws GeneralSecurityException {
    if (!NAME.matcher(uri.rest()).matches()) {
      throw new GeneralSecurityException(
          "a Google key's URI looks like gcp-kms://projects/…/cryptoKeys/name");
    }
    return new GoogleAead(
        calls, settings.endpoint() + "/v1/" + uri.rest(), GoogleToken.of(settings.credentials()));
  }
}
