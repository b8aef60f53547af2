package dev.holdfast.runtime.tls;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
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
 * @param clientAuthentication what callers must show: {@code none}, {@code optional} or {@code
 *     required}
 */
@Context
@ConfigurationProperties(TlsSettings.PREFIX)
public record TlsSettings(
    @Nullable Path certificate,
    @Nullable Path privateKey,
    @Nullable Secret privateKeyPassword,
    @Nullable Path trusted,
    @Bindable(defaultValue = "none") String clientAuthentication) {

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
    if (parsed(clientAuthentication) != ClientAuthentication.NONE
        && (certificate == null || trusted == null)) {
      throw new ConfigurationException(
          CLIENT_AUTHENTICATION + " needs " + CERTIFICATE + " and " + TRUSTED);
    }
  }

  /** What callers must show. */
  public ClientAuthentication ofCallers() {
    return parsed(clientAuthentication);
  }

  // Not an enum in the record: Micronaut takes the default for a word that it does not know.
  private static ClientAuthentication parsed(String word) {
    return switch (word) {
      case "none" -> ClientAuthentication.NONE;
      case "optional" -> ClientAuthentication.OPTIONAL;
      case "required" -> ClientAuthentication.REQUIRED;
      default ->
          throw new ConfigurationException(
              CLIENT_AUTHENTICATION + " is none, optional or required");
    };
  }
}
