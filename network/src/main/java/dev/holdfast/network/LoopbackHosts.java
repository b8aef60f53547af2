package dev.holdfast.network;

import java.util.regex.Pattern;

/** Hosts of addresses that never leave the machine (RFC 6761, section 6.3; RFC 5735; RFC 4291). */
public final class LoopbackHosts {

  private static final Pattern NAMES =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]");

  private LoopbackHosts() {}

  /** Whether a host, as it stands in a URI, is one; no name server is asked. */
  public static boolean contain(String host) {
    return NAMES.matcher(host).matches();
  }
}
