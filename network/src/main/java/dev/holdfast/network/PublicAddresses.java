package dev.holdfast.network;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Tells addresses of the public internet from all others, by IANA's registries of special-purpose
 * addresses (RFC 6890). What embeds an IPv4 address in an IPv6 one is not public, whatever it
 * embeds.
 */
public final class PublicAddresses {

  private static final List<Block> SPECIAL_IPV4 =
      blocks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  /** All that is ever allocated for unicast (RFC 4291, section 2.4) ... */
  private static final List<Block> GLOBAL_IPV6 = blocks("2000::/3");

  /** ... and what of it is special: Teredo, documentation, 6to4. */
  private static final List<Block> SPECIAL_IPV6 =
      blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private PublicAddresses() {}

  /** Whether an address is one of the public internet. */
  public static boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return SPECIAL_IPV4.stream().noneMatch(block -> block.holds(bytes));
    }
    return GLOBAL_IPV6.stream().anyMatch(block -> block.holds(bytes))
        && SPECIAL_IPV6.stream().noneMatch(block -> block.holds(bytes));
  }

  private static List<Block> blocks(String... texts) {
    return List.of(texts).stream().map(Block::parse).toList();
  }

  /** Addresses that begin with the same bits. */
  private record Block(InetAddress first, int bits) {

    static Block parse(String text) {
      String[] parts = text.split("/", 2);
      return new Block(InetAddress.ofLiteral(parts[0]), Integer.parseInt(parts[1]));
    }

    boolean holds(byte[] address) {
      byte[] own = first.getAddress();
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((own[bit / 8] & mask) != (address[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
