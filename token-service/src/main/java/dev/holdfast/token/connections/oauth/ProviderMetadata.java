package dev.holdfast.token.connections.oauth;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.id.Issuer;
import dev.holdfast.token.connections.ProviderSettings;
import dev.holdfast.token.connections.ProviderUnavailableException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A provider's metadata (RFC 8414), fetched when first needed and kept. */
final class ProviderMetadata {

  private final ProviderSettings settings;
  private final AtomicReference<@Nullable AuthorizationServerMetadata> fetched =
      new AtomicReference<>();

  ProviderMetadata(ProviderSettings settings) {
    this.settings = settings;
  }

  /**
   * The metadata; Nimbus has compared its issuer with the configured one.
   *
   * @throws ProviderUnavailableException if it cannot be had
   */
  AuthorizationServerMetadata get() {
    AuthorizationServerMetadata known = fetched.get();
    if (known != null) {
      return known;
    }
    int millis = Math.toIntExact(settings.timeout().toMillis());
    try {
      var resolved =
          AuthorizationServerMetadata.resolve(new Issuer(settings.issuer()), millis, millis);
      fetched.set(resolved);
      return resolved;
    } catch (GeneralException | IOException e) {
      throw new ProviderUnavailableException(settings.name(), e);
    }
  }
}
