package dev.holdfast.local.client;

import com.nimbusds.oauth2.sdk.Scope;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code WWW-Authenticate: Bearer} challenge of a protected resource.
 *
 * @param resourceMetadata where the resource describes itself (RFC 9728 section 5.1)
 * @param scope the scope it asks for (RFC 6750 section 3), empty if it asks for none
 */
public record Challenge(URI resourceMetadata, Scope scope) {

  /**
   * Reads a challenge header.
   *
   * @throws UnexpectedAnswer if it is no Bearer challenge or names no resource metadata
   */
  public static Challenge parse(String header) {
    if (!header.regionMatches(true, 0, "Bearer", 0, "Bearer".length())) {
      throw new UnexpectedAnswer("Not a Bearer challenge: " + header);
    }
    String metadata =
        parameter(header, "resource_metadata")
            .orElseThrow(() -> new UnexpectedAnswer("No resource_metadata in: " + header));
    return new Challenge(
        URI.create(metadata), parameter(header, "scope").map(Scope::parse).orElseGet(Scope::new));
  }

  private static Optional<String> parameter(String header, String name) {
    Matcher matcher = Pattern.compile("[\\s,]" + name + "=\"([^\"]*)\"").matcher(header);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
