package dev.holdfast.authserver.client;

import com.nimbusds.openid.connect.sdk.rp.ApplicationType;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which redirection URIs may be registered, and which match. */
public final class RedirectUris {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");
  private static final int MAX_PORT = 65_535;

  /** Reverse domain names (RFC 8252, section 7.1). */
  private static final Pattern PRIVATE_USE = Pattern.compile("[a-z][a-z0-9+-]*(\\.[a-z0-9+-]+)+");

  private RedirectUris() {}

  /** Whether a requested URI is the registered one. */
  public static boolean match(URI registered, URI requested) {
    // OAuth 2.1, section 2.3.1: exact string comparison ...
    if (registered.toString().equals(requested.toString())) {
      return true;
    }
    // ... RFC 8252, section 7.3: except for the port of a loopback address.
    return isLoopback(registered)
        && isLoopback(requested)
        && requested.getPort() != 0
        && requested.getPort() <= MAX_PORT
        && Objects.equals(withoutPort(registered), withoutPort(requested));
  }

  /**
   * Whether a client may register a URI: nothing with a user or a fragment, and by what the client
   * says it is: a web application https, a native one also loopback http and a private-use scheme
   * that is a reverse domain name; one that does not say, https and loopback http.
   */
  static boolean mayRegister(URI uri, @Nullable ApplicationType type) {
    if (uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
      return false;
    }
    boolean web = "https".equals(uri.getScheme()) && uri.getHost() != null;
    if (type == ApplicationType.WEB) {
      // OpenID Connect Dynamic Client Registration, section 2: https, and not localhost.
      return web && !LOOPBACK.contains(uri.getHost());
    }
    return web || isLoopback(uri) || (type == ApplicationType.NATIVE && isPrivateUse(uri));
  }

  /** Whether it leads to a program on the person's own computer (RFC 8252, section 7.3). */
  public static boolean isLoopback(URI uri) {
    return "http".equals(uri.getScheme())
        && uri.getHost() != null
        && LOOPBACK.contains(uri.getHost())
        && uri.getRawUserInfo() == null;
  }

  private static boolean isPrivateUse(URI uri) {
    return uri.getScheme() != null
        && PRIVATE_USE.matcher(uri.getScheme()).matches()
        && !uri.isOpaque()
        && uri.getRawAuthority() == null;
  }

  private static String withoutPort(URI uri) {
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String fragment = uri.getRawFragment() == null ? "" : "#" + uri.getRawFragment();
    return uri.getHost() + uri.getRawPath() + query + fragment;
  }
}
