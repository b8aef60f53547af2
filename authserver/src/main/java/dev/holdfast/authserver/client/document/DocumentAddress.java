package dev.holdfast.authserver.client.document;

import dev.holdfast.authserver.client.Client;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The form of a client id that is an address (Client ID Metadata Document, section 3). */
final class DocumentAddress {

  /** A path segment of one or two dots, plain or encoded, which a server may read as another. */
  private static final Pattern DOT_SEGMENT =
      Pattern.compile("/(\\.|%2e){1,2}(/|$)", Pattern.CASE_INSENSITIVE);

  private DocumentAddress() {}

  /** Whether an id claims to be an address; a registered id never does. */
  static boolean claimed(String clientId) {
    String id = clientId.toLowerCase(Locale.ROOT);
    return id.startsWith("https:") || id.startsWith("http:");
  }

  /**
   * The address, if it has the form: a host, a path that says more than {@code /}, no dot segments,
   * no fragment, no user. Whether its scheme will do is decided where requests are made.
   */
  static Optional<URI> parse(String clientId) {
    if (clientId.length() > Client.MAX_ID) {
      return Optional.empty();
    }
    try {
      return Optional.of(new URI(clientId)).filter(DocumentAddress::sound);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean sound(URI address) {
    String path = address.getRawPath();
    return address.getHost() != null
        && path != null
        && path.length() > 1
        && !DOT_SEGMENT.matcher(path).find()
        && address.getRawFragment() == null
        && address.getRawUserInfo() == null
        && address.toASCIIString().equals(address.toString());
  }
}
