package dev.holdfast.bearer;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import dev.holdfast.network.InternalAddresses;
import java.io.IOException;
import java.net.URI;
import javax.net.ssl.SSLContext;

/** What an issuer publishes about itself (RFC 8414, OpenID Connect Discovery). */
final class IssuerMetadata {

  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int MAX_BYTES = 256 * 1024;

  private final String issuer;
  private final InternalAddresses addresses;
  private final DefaultResourceRetriever retriever;

  IssuerMetadata(String issuer, InternalAddresses addresses, SSLContext tls) {
    this.issuer = issuer;
    this.addresses = addresses;
    this.retriever =
        new DefaultResourceRetriever(
            TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_BYTES, false, tls.getSocketFactory());
  }

  /**
   * Fetches the metadata.
   *
   * @throws IOException if neither well-known document can be had, or it names another issuer (RFC
   *     8414, section 3.3)
   */
  AuthorizationServerMetadata read() throws IOException {
    try {
      return read(oauthLocation());
    } catch (IOException e) {
      return read(URI.create(stripped() + "/.well-known/openid-configuration"));
    }
  }

  String retrieve(URI location) throws IOException {
    return retriever.retrieveResource(addresses.of(location).toURL()).getContent();
  }

  private AuthorizationServerMetadata read(URI location) throws IOException {
    try {
      var metadata = AuthorizationServerMetadata.parse(retrieve(location));
      if (!issuer.equals(metadata.getIssuer().getValue())) {
        throw new IOException("metadata of another issuer");
      }
      return metadata;
    } catch (ParseException e) {
      throw new IOException("not the metadata of an issuer", e);
    }
  }

  // RFC 8414, section 3.1: the well-known part comes before the issuer's path.
  private URI oauthLocation() {
    URI base = URI.create(stripped());
    String path = base.getRawPath() == null ? "" : base.getRawPath();
    return base.resolve("/.well-known/oauth-authorization-server" + path);
  }

  private String stripped() {
    return issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
  }
}
