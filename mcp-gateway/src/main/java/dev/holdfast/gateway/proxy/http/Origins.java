package dev.holdfast.gateway.proxy.http;

import dev.holdfast.gateway.server.GatewaySettings;
import io.micronaut.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Keeps web pages of strangers out (MCP, Streamable HTTP, Security: DNS rebinding). */
@Singleton
final class Origins {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Set<String> origins = new HashSet<>();
  private final Set<String> hosts = new HashSet<>();

  Origins(GatewaySettings settings) {
    URI url = settings.publicUrl();
    origins.add(lower(url.getScheme() + "://" + url.getRawAuthority()));
    settings.origins().forEach(origin -> origins.add(lower(origin)));
    String host = lower(url.getHost());
    hosts.add(host);
    if (LOOPBACK.contains(host)) {
      hosts.addAll(LOOPBACK);
    }
    settings.hosts().forEach(more -> hosts.add(lower(more)));
  }

  boolean allow(HttpHeaders headers) {
    List<String> named = headers.getAll(HttpHeaders.HOST);
    return named.size() == 1
        && hosts.contains(name(named.getFirst()))
        && areAllowed(headers.getAll(HttpHeaders.ORIGIN));
  }

  private boolean areAllowed(List<String> named) {
    return named.isEmpty() || named.stream().map(Origins::lower).allMatch(origins::contains);
  }

  private static String name(String host) {
    int colon = host.lastIndexOf(':');
    boolean port = colon >= 0 && host.chars().skip(colon + 1L).allMatch(Origins::isDigit);
    return lower(port ? host.substring(0, colon) : host);
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
