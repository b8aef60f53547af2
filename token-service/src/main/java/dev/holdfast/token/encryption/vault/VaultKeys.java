package dev.holdfast.token.encryption.vault;

import com.google.crypto.tink.Aead;
import dev.holdfast.token.encryption.KeyServiceCalls;
import dev.holdfast.token.encryption.KeyTechnology;
import dev.holdfast.token.encryption.KeyUri;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code hcvault://host:port/transit/keys/name}; the engine may be mounted elsewhere. */
@Singleton
final class VaultKeys implements KeyTechnology {

  private static final Pattern REST =
      Pattern.compile("(?<host>[\\w.:\\[\\]-]+)/(?<mount>[\\w./-]+)/keys/(?<name>[\\w.-]+)");

  private final VaultSettings settings;
  private final KeyServiceCalls calls;

  VaultKeys(VaultSettings settings, KeyServiceCalls calls) {
    this.settings = settings;
    this.calls = calls;
  }

  @Override
  public String scheme() {
    return "hcvault";
  }

  @Override
  public Aead open(KeyUri uri) throws GeneralSecurityException {
    Matcher parts = REST.matcher(uri.rest());
    if (!parts.matches()) {
      throw new GeneralSecurityException(
          "a Vault key's URI looks like hcvault://host/transit/keys/name");
    }
    if (settings.token() == null && settings.tokenFile() == null) {
      throw new GeneralSecurityException(
          "holdfast.token.keys.vault.token or .token-file must be set");
    }
    String engine =
        "%s://%s/v1/%s"
            .formatted(
                settings.plainHttp() ? "http" : "https", parts.group("host"), parts.group("mount"));
    return new VaultAead(calls, settings, engine, parts.group("name"));
  }
}
