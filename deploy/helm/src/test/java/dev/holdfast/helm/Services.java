package dev.holdfast.helm;

import java.util.List;

/** The services of the chart, by the names of their components. */
final class Services {

  static final String AUTHSERVER = "authserver";
  static final String TOKEN_SERVICE = "token-service";
  static final String GATEWAY = "mcp-gateway";
  static final String LISTENER = "revocation-listener";

  static final List<String> ALL = List.of(AUTHSERVER, TOKEN_SERVICE, GATEWAY, LISTENER);

  private Services() {}
}
