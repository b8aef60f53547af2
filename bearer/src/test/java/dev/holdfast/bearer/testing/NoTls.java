package dev.holdfast.bearer.testing;

import dev.holdfast.runtime.tls.ClientAuthentication;
import dev.holdfast.runtime.tls.Tls;
import dev.holdfast.runtime.tls.TlsSettings;
import java.time.Clock;
import java.time.Duration;

/** For tests over plain HTTP. */
public final class NoTls {

  private NoTls() {}

  /** As without any settings. */
  public static Tls settings() {
    return new Tls(
        new TlsSettings(null, null, null, null, ClientAuthentication.NONE, Duration.ofDays(1)),
        Clock.systemUTC());
  }
}
