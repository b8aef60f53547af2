package dev.holdfast.acceptance.tls;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * Clients that are made meanwhile show a certificate and trust its authority alone, as if the
 * machine were set up so: browsers and clients of the fixture take what the JVM has.
 */
record ShownByDefault(SSLContext before, SSLSocketFactory nimbusBefore) implements AutoCloseable {

  static ShownByDefault set(SSLContext shown) {
    try {
      var before =
          new ShownByDefault(SSLContext.getDefault(), HTTPRequest.getDefaultSSLSocketFactory());
      SSLContext.setDefault(shown);
      // Nimbus asks the JVM only once.
      HTTPRequest.setDefaultSSLSocketFactory(shown.getSocketFactory());
      return before;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    SSLContext.setDefault(before);
    HTTPRequest.setDefaultSSLSocketFactory(nimbusBefore);
  }
}
