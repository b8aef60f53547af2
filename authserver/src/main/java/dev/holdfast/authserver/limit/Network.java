package dev.holdfast.authserver.limit;

import java.math.BigInteger;
import java.net.InetAddress;

/**
 * A range of addresses in CIDR notation (RFC 4632; RFC 4291, section 2.3).
 *
 * @param prefix an address in it
 * @param bits how many leading bits count
 */
record Network(InetAddress prefix, int bits) {

  /** Reads {@code 10.0.0.0/8}, or a single address; never asks a name server. */
  static Network parse(String text) {
    String[] parts = text.trim().split("/", 2);
    InetAddress prefix = InetAddress.ofLiteral(parts[0]);
    int length = prefix.getAddress().length * Byte.SIZE;
    int bits = parts.length == 1 ? length : Integer.parseInt(parts[1]);
    if (bits < 0 || bits > length) {
      throw new IllegalArgumentException("Not a network: " + text);
    }
    return new Network(prefix, bits);
  }

  boolean contains(InetAddress address) {
    byte[] own = prefix.getAddress();
    byte[] other = address.getAddress();
    return own.length == other.length && leading(own).equals(leading(other));
  }

  private BigInteger leading(byte[] address) {
    return new BigInteger(1, address).shiftRight(address.length * Byte.SIZE - bits);
  }
}
