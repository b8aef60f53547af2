package dev.holdfast.cli.api;

import dev.holdfast.contracts.secret.Secret;
import java.net.URI;
import java.util.Objects;

/**
 * Whom to ask, where, and as whom.
 *
 * @param issuer the authserver, by its public name
 * @param address where it is reached: the issuer itself, or another origin; https, or this machine
 * @param clientId an operator's client
 * @param secret what it proves itself with
 */
public record Login(URI issuer, URI address, String clientId, Secret secret) {

  /** Refuses an address to which the secret would travel in clear, and one below a path. */
  public Login {
    if (!"https".equals(address.getScheme()) && !isThisMachine(address)) {
      throw new IllegalArgumentException(
          "Secrets are sent by https, or to this machine, and not to " + address);
    }
    if (!address.equals(issuer) && !address.toString().equals(origin(address))) {
      throw new IllegalArgumentException(
          "The address must be like http://localhost:9000, and is " + address);
    }
  }

  /** What the issuer has there, under its public name. */
  URI at(String path) {
    return reached(URI.create(issuer + path));
  }

  /** Where to connect to for something of the issuer's; for what is elsewhere, there. */
  URI reached(URI uri) {
    String all = uri.toString();
    String ours = origin(issuer) + '/';
    return all.startsWith(ours)
        ? URI.create(origin(address) + '/' + all.substring(ours.length()))
        : uri;
  }

  private static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  private static boolean isThisMachine(URI address) {
    String host = Objects.requireNonNullElse(address.getHost(), "");
    return "http".equals(address.getScheme())
        && (host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d+){3}"));
  }
}
