package dev.holdfast.authserver.client;

import java.net.URI;
import java.util.Objects;
import java.util.Set;

/** Which redirection URIs may be registered, and which match. */
public final class RedirectUris {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

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
        && Objects.equals(withoutPort(registered), withoutPort(requested));
  }

  /** Whether a client may register a URI: https, or http on loopback; no fragment, no user. */
  public static boolean mayRegister(URI uri) {
    boolean web = "https".equals(uri.getScheme()) && uri.getHost() != null;
    return (web || isLoopback(uri)) && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
  }

  private static boolean isLoopback(URI uri) {
    return "http".equals(uri.getScheme())
        && uri.getHost() != null
        && LOOPBACK.contains(uri.getHost())
        && uri.getRawUserInfo() == null;
  }

  private static String withoutPort(URI uri) {
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String fragment = uri.getRawFragment() == null ? "" : "#" + uri.getRawFragment();
    return uri.getHost() + uri.getRawPath() + query + fragment;
  }
}
