package dev.holdfast.bearer.testing;

import dev.holdfast.runtime.tls.Tls;
import dev.holdfast.runtime.tls.TlsSettings;
import java.time.Clock;

/** For tests over plain HTTP. */
public final class NoTls {

  private NoTls() {}

  /** As without any settings. */
  public static Tls settings() {
    return new Tls(new TlsSettings(null, null, null, null, "none"), Clock.systemUTC());
  }
}
