package dev.holdfast.authserver.limit;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerRequestContext;
import jakarta.inject.Singleton;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a request comes from: the peer, or, if the peer is a proxy of ours, the last address in
 * {@code X-Forwarded-For} that is not. What stands before that one, its sender may have made up.
 */
@Singleton
public final class SourceAddress {

  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final int IPV6_SITE_BYTES = 8;

  private final List<Network> proxies;

  SourceAddress(ProxySettings settings) {
    this.proxies = settings.networks();
  }

  /** The source as limits count it: an IPv4 address, or a site's IPv6 network of 64 bits. */
  public String of(HttpRequest<?> http) {
    InetAddress source = http.getRemoteAddress().getAddress();
    if (!trusted(source)) {
      return counted(source);
    }
    List<String> hops =
        http.getHeaders().getAll(FORWARDED_FOR).stream()
            .flatMap(line -> Stream.of(line.split(",")))
            .map(String::trim)
            .toList()
            .reversed();
    for (String hop : hops) {
      Optional<InetAddress> before = trusted(source) ? literal(hop) : Optional.empty();
      if (before.isEmpty()) {
        break;
      }
      source = before.get();
    }
    return counted(source);
  }

  /** That of the request this thread serves; empty beside requests. */
  public Optional<String> ofPresent() {
    return ServerRequestContext.currentRequest().map(this::of);
  }

  private boolean trusted(InetAddress address) {
    return proxies.stream().anyMatch(network -> network.contains(address));
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String counted(InetAddress address) {
    return address instanceof Inet4Address
        ? address.getHostAddress()
        : HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), IPV6_SITE_BYTES)) + "::/64";
  }
}
