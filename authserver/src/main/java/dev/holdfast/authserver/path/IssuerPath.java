package dev.holdfast.authserver.path;

import dev.holdfast.authserver.issuer.Issuer;
import jakarta.inject.Singleton;
import java.util.Objects;

/** Where below its host the issuer is. */
@Singleton
final class IssuerPath {

  private final String path;

  IssuerPath(Issuer issuer) {
    this.path = Objects.requireNonNullElse(issuer.issuer().getRawPath(), "");
  }

  boolean isRoot() {
    return path.isEmpty();
  }

  /** A request's target as seen from the issuer; unchanged if it is not below it. */
  String strip(String target) {
    if (!target.startsWith(path)) {
      return target;
    }
    String rest = target.substring(path.length());
    // A longer name that only begins like ours is another path.
    return switch (rest.isEmpty() ? '/' : rest.charAt(0)) {
      case '/' -> rest.isEmpty() ? "/" : rest;
      case '?' -> '/' + rest;
      default -> target;
    };
  }

  /** A reference from the root, as seen from the host; unchanged if it names its host itself. */
  String restore(String reference) {
    boolean fromRoot = reference.startsWith("/") && !reference.startsWith("//");
    return fromRoot ? path + reference : reference;
  }

  /** A page whose own links and forms, all literals of ours, are seen from the host. */
  String restoreLinks(String html) {
    return html.replace("href=\"/", "href=\"" + path + '/')
        .replace("src=\"/", "src=\"" + path + '/')
        .replace("action=\"/", "action=\"" + path + '/');
  }
}
