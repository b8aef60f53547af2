package dev.holdfast.runtime.tls;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the files are. Without a certificate the server speaks plain HTTP; without trusted
 * authorities only those count that the JDK knows.
 *
 * @param certificate PEM: the certificate of this process and what leads up to its authority, in
 *     this order
 * @param privateKey PEM: its private key (PKCS #8, PKCS #1 or SEC 1)
 * @param privateKeyPassword opens the key, if it is encrypted
 * @param trusted PEM: authorities that vouch for callers, and besides the public ones for servers
 * @param clientAuthentication what callers must show
 * @param reload how often the files are looked at
 */
@Context
@ConfigurationProperties(TlsSettings.PREFIX)
public record TlsSettings(
    @Nullable Path certificate,
    @Nullable Path privateKey,
    @Nullable Secret privateKeyPassword,
    @Nullable Path trusted,
    @Bindable(defaultValue = "none") ClientAuthentication clientAuthentication,
    @Bindable(defaultValue = "10s") Duration reload) {

  static final String PREFIX = "holdfast.tls";
  static final String CERTIFICATE = PREFIX + ".certificate";
  static final String PRIVATE_KEY = PREFIX + ".private-key";
  static final String TRUSTED = PREFIX + ".trusted";
  private static final String CLIENT_AUTHENTICATION = PREFIX + ".client-authentication";

  /** Refuses what does not go together. */
  public TlsSettings {
    if (certificate != null && privateKey == null) {
      throw new ConfigurationException(PRIVATE_KEY + " is missing beside " + CERTIFICATE);
    }
    if (certificate == null && privateKey != null) {
      throw new ConfigurationException(CERTIFICATE + " is missing beside " + PRIVATE_KEY);
    }
    if (clientAuthentication != ClientAuthentication.NONE
        && (certificate == null || trusted == null)) {
      throw new ConfigurationException(
          CLIENT_AUTHENTICATION + " needs " + CERTIFICATE + " and " + TRUSTED);
    }
    if (!reload.isPositive()) {
      throw new ConfigurationException(PREFIX + ".reload must be longer than nothing");
    }
  }
}
