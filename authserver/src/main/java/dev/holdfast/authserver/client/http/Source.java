package dev.holdfast.authserver.client.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.util.HttpClientAddressResolver;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** The network that a request comes from: an IPv4 address, or the 64 bits one site has of IPv6. */
@Singleton
final class Source {

  private static final int SITE_BYTES = 8;
  private static final int MAX_LENGTH = 64;

  private final HttpClientAddressResolver addresses;

  Source(HttpClientAddressResolver addresses) {
    this.addresses = addresses;
  }

  String of(HttpRequest<?> http) {
    String address = String.valueOf(addresses.resolve(http));
    try {
      InetAddress literal = InetAddress.ofLiteral(address);
      return literal instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(literal.getAddress(), SITE_BYTES)) + "::/64"
          : literal.getHostAddress();
    } catch (IllegalArgumentException e) {
      return address.substring(0, Math.min(MAX_LENGTH, address.length()));
    }
  }
}
