package dev.holdfast.cli.api;

import dev.holdfast.contracts.secret.Secret;
import java.net.URI;
import java.util.Objects;

/**
 * Where to ask, and as whom.
 *
 * @param issuer the authserver: https, or this machine
 * @param clientId an operator's client
 * @param secret what it proves itself with
 */
public record Login(URI issuer, String clientId, Secret secret) {

  /** Refuses an issuer to which the secret would travel in clear. */
  public Login {
    if (!"https".equals(issuer.getScheme()) && !isThisMachine(issuer)) {
      throw new IllegalArgumentException("The issuer must be https, or this machine: " + issuer);
    }
  }

  URI at(String path) {
    return URI.create(issuer + path);
  }

  private static boolean isThisMachine(URI issuer) {
    String host = Objects.requireNonNullElse(issuer.getHost(), "");
    return "http".equals(issuer.getScheme())
        && (host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d+){3}"));
  }
}
