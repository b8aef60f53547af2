package dev.holdfast.network;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/**
 * Where services reach what browsers and clients know by a public address: behind the load
 * balancer, or in another container. Names stay what they are: an issuer is still its public URL.
 *
 * @param internalAddresses entries such as {@code
 *     https://login.example.com=http://authserver:9000}; each side is a scheme and an authority,
 *     and the first entry that fits counts
 */
@Context
@ConfigurationProperties("holdfast.network")
public record InternalAddresses(@Bindable(defaultValue = "") List<String> internalAddresses) {

  private static final String SETTING = "holdfast.network.internal-addresses";

  /** Refuses entries that are not two origins. */
  public InternalAddresses {
    internalAddresses =
        internalAddresses.stream().map(String::strip).filter(entry -> !entry.isEmpty()).toList();
    internalAddresses.forEach(Entry::parse);
  }

  /** Nothing is anywhere else than its address says. */
  public static InternalAddresses none() {
    return new InternalAddresses(List.of());
  }

  /** Where to connect to for an address: itself, unless its origin has an entry. */
  public URI of(URI address) {
    return internalAddresses.stream()
        .map(Entry::parse)
        .filter(entry -> entry.isFor(address))
        .findFirst()
        .map(entry -> entry.moved(address))
        .orElse(address);
  }

  private record Entry(URI from, URI to) {

    static Entry parse(String text) {
      String[] sides = text.split("=", -1);
      if (sides.length != 2) {
        throw refused(text);
      }
      return new Entry(origin(sides[0], text), origin(sides[1], text));
    }

    boolean isFor(URI address) {
      return from.getScheme().equalsIgnoreCase(address.getScheme())
          && from.getRawAuthority().equalsIgnoreCase(address.getRawAuthority());
    }

    URI moved(URI address) {
      String path = address.getRawPath() == null ? "" : address.getRawPath();
      String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
      return URI.create(to + path + query);
    }

    private static URI origin(String side, String entry) {
      try {
        URI uri = new URI(side.strip());
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (web && uri.getHost() != null && uri.getUserInfo() == null && endsThere(uri)) {
          return uri;
        }
      } catch (URISyntaxException _) {
        // Refused below, like everything else that is no origin.
      }
      throw refused(entry);
    }

    private static boolean endsThere(URI uri) {
      return uri.getRawPath().isEmpty()
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null;
    }

    private static IllegalArgumentException refused(String entry) {
      return new IllegalArgumentException(
          SETTING + ": " + entry + " is not like https://public.example=http://internal:9000");
    }
  }
}
