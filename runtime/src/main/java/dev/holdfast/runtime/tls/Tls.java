package dev.holdfast.runtime.tls;

import io.micronaut.context.annotation.Context;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import nl.altindag.ssl.util.KeyManagerUtils;
import nl.altindag.ssl.util.TrustManagerUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process shows and whom it believes. Everything handed out here is good for ever: after
 * a renewal it answers from the new files. Names of hosts are not checked by it but by the clients,
 * which must not be told otherwise.
 */
@Context
public final class Tls {

  /** What is spoken, the newest first. */
  public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  private static final Logger log = LoggerFactory.getLogger(Tls.class);

  private final TlsSettings settings;
  private final Clock clock;
  private final X509ExtendedKeyManager identity;
  private final X509ExtendedTrustManager servers;
  private final X509ExtendedTrustManager callers;
  private volatile Material material;

  /**
   * Reads the files.
   *
   * @throws io.micronaut.context.exceptions.ConfigurationException if one cannot be used
   */
  public Tls(TlsSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.material = Material.read(settings);
    this.identity = KeyManagerUtils.createSwappableKeyManager(material.identity());
    this.servers = TrustManagerUtils.createSwappableTrustManager(material.servers());
    this.callers = TrustManagerUtils.createSwappableTrustManager(material.callers());
    warnIfExpired();
  }

  /** For calls of our own services: shows this one's certificate to whoever asks for it. */
  public SSLContext toServices() {
    return context(new KeyManager[] {identity});
  }

  /** For calls of anybody else: shows no certificate. */
  public SSLContext toOthers() {
    return context(new KeyManager[0]);
  }

  /** The certificate of this process and its key; none at all without settings. */
  public X509ExtendedKeyManager identity() {
    return identity;
  }

  /** Who vouches for servers: the authorities that the JDK knows and the trusted ones. */
  public X509ExtendedTrustManager servers() {
    return servers;
  }

  /** Who vouches for callers: the trusted authorities alone. */
  public X509ExtendedTrustManager callers() {
    return callers;
  }

  /** When this process's certificate ends, or one that leads up from it. */
  public Optional<Instant> expiry() {
    return material.expiry();
  }

  /**
   * Reads the files again; what cannot be used is not taken over.
   *
   * @return whether anything is new
   * @throws io.micronaut.context.exceptions.ConfigurationException if a file cannot be used
   */
  boolean renew() {
    if (!material.isOutdated(settings)) {
      return false;
    }
    Material found = Material.read(settings);
    TrustManagerUtils.swapTrustManager(servers, found.servers());
    TrustManagerUtils.swapTrustManager(callers, found.callers());
    KeyManagerUtils.swapKeyManager(identity, found.identity());
    material = found;
    warnIfExpired();
    return true;
  }

  private void warnIfExpired() {
    expiry()
        .filter(end -> !clock.instant().isBefore(end))
        .ifPresent(
            end ->
                log.atWarn()
                    .addKeyValue("setting", TlsSettings.CERTIFICATE)
                    .addKeyValue("expired", end)
                    .log("The certificate has expired: nobody will connect"));
  }

  private SSLContext context(KeyManager[] keys) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, new TrustManager[] {servers}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no TLS", e);
    }
  }
}
