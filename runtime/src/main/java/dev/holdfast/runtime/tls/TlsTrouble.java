package dev.holdfast.runtime.tls;

import io.netty.handler.ssl.NotSslRecordException;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What a call failed by, for logs that name the kind of an exception only. */
public final class TlsTrouble {

  private TlsTrouble() {}

  /** The kind of an exception, and what is wrong with TLS if that is why. */
  public static String cause(Throwable trouble) {
    String kind = trouble.getClass().getSimpleName();
    return Stream.iterate(trouble, Objects::nonNull, Throwable::getCause)
        .filter(SSLException.class::isInstance)
        .findFirst()
        .map(ssl -> kind + ": " + reason(ssl))
        .orElse(kind);
  }

  /**
   * Why there was no handshake. The JDK says so without repeating anything that was sent; Netty
   * repeats what came instead of TLS, which may be a request with a token.
   */
  public static String reason(Throwable trouble) {
    return trouble instanceof NotSslRecordException
        ? "the other side does not speak TLS"
        : String.valueOf(trouble.getMessage());
  }
}
