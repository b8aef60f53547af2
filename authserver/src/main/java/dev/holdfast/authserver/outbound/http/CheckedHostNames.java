package dev.holdfast.authserver.outbound.http;

import dev.holdfast.authserver.outbound.HostNames;
import dev.holdfast.authserver.outbound.OutboundSettings;
import dev.holdfast.network.PublicAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/** The only source of addresses for the HTTP client: a host with any private address has none. */
final class CheckedHostNames implements DnsResolver {

  private final HostNames names;
  private final OutboundSettings settings;

  CheckedHostNames(HostNames names, OutboundSettings settings) {
    this.names = names;
    this.settings = settings;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = names.resolve(host);
    if (!settings.allowsPrivate(host) && !Stream.of(addresses).allMatch(PublicAddresses::contain)) {
      throw new PrivateAddressException();
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
