package dev.holdfast.gateway.upstream;

import java.net.URI;

/** What an address must be to which credentials are sent. */
public final class AddressRules {

  private AddressRules() {}

  /**
   * Refuses one that leads astray, or gives credentials away.
   *
   * @param setting names it
   * @param allowPlainHttp whether it may do without TLS though it is on another machine
   * @throws IllegalArgumentException if it is such a one; it is not repeated
   */
  public static void check(String setting, URI url, boolean allowPlainHttp) {
    String scheme = String.valueOf(url.getScheme());
    refuseIf(
        setting, !scheme.equals("https") && !scheme.equals("http"), "is neither http nor https");
    refuseIf(setting, url.getHost() == null, "has no host");
    refuseIf(setting, url.getRawUserInfo() != null, "holds a user or password");
    refuseIf(setting, url.getRawFragment() != null, "has a fragment");
    refuseIf(
        setting,
        scheme.equals("http") && !allowPlainHttp && !isLoopback(url.getHost()),
        "is plain http and not on this machine; allow-plain-http allows it");
  }

  private static void refuseIf(String setting, boolean wrong, String why) {
    if (wrong) {
      throw new IllegalArgumentException(setting + " " + why);
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.matches("127(\\.[0-9]{1,3}){3}")
        || host.equals("[::1]");
  }
}
