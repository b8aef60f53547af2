package dev.holdfast.gateway.upstream;

import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException.Stage;
import dev.holdfast.network.PublicAddresses;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps servers' host names from leading where nobody meant them to. They are looked at when a
 * request is about to go out; the connection is then made by the same cached answer of the name
 * service.
 */
@Context
public final class UpstreamAddresses {

  private static final Logger log = LoggerFactory.getLogger(UpstreamAddresses.class);

  // Clouds' metadata services that are not link-local.
  private static final Set<InetAddress> METADATA =
      Set.of(InetAddress.ofLiteral("fd00:ec2::254"), InetAddress.ofLiteral("100.100.100.200"));

  private final boolean blockPrivate;
  private final MeterRegistry metrics;

  UpstreamAddresses(
      List<UpstreamAddress> addresses, UpstreamSettings settings, MeterRegistry metrics) {
    this.blockPrivate = settings.blockPrivate();
    this.metrics = metrics;
    addresses.forEach(one -> log.atDebug().addKeyValue("server", one.name()).log("Server known"));
    addresses.forEach(one -> blocked(one.name()));
  }

  /**
   * Refuses a server whose host has an address that must not be connected to.
   *
   * @return the address to connect to
   * @throws UpstreamUnavailableException if it has, or has none at all
   */
  public InetAddress check(McpServer server) throws UpstreamUnavailableException {
    return check(server.name(), server.url());
  }

  /**
   * Refuses an address that belongs to a server, such as its token endpoint, likewise.
   *
   * @param server its name
   */
  public InetAddress check(String server, URI url) throws UpstreamUnavailableException {
    InetAddress[] found = resolve(url.getHost());
    if (!Stream.of(found).allMatch(this::permits)) {
      blocked(server).increment();
      log.atWarn().addKeyValue("server", server).log("Server's address is blocked");
      throw new UpstreamUnavailableException(Stage.ANSWERING, new IOException("blocked address"));
    }
    return found[0];
  }

  private Counter blocked(String server) {
    return Counter.builder("holdfast.gateway.upstream.blocked")
        .description("Requests not sent, because the server's address must not be connected to")
        .tag("server", server)
        .register(metrics);
  }

  private boolean permits(InetAddress address) {
    return !address.isLinkLocalAddress()
        && !METADATA.contains(address)
        && !address.isMulticastAddress()
        && (!blockPrivate || PublicAddresses.contain(address));
  }

  private static InetAddress[] resolve(String host) throws UpstreamUnavailableException {
    try {
      return InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new UpstreamUnavailableException(Stage.CONNECTING, e);
    }
  }
}
