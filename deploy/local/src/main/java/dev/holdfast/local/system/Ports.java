package dev.holdfast.local.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every port of a local run, all on loopback. */
public record Ports(
    int database,
    int broker,
    int authserver,
    int tokenService,
    int listener,
    int gateway,
    int provider,
    int sample) {

  /** How many ports a run takes. */
  public static final int COUNT = 8;

  /** The documented ports. */
  public static Ports standard() {
    return new Ports(9306, 9092, 9000, 9001, 9002, 8080, 9100, 9200);
  }

  /**
   * Any ports.
   *
   * @throws IllegalArgumentException unless there are {@value #COUNT}
   */
  public static Ports of(List<Integer> free) {
    if (free.size() != COUNT) {
      throw new IllegalArgumentException(COUNT + " ports, please");
    }
    return new Ports(
        free.get(0),
        free.get(1),
        free.get(2),
        free.get(3),
        free.get(4),
        free.get(5),
        free.get(6),
        free.get(7));
  }

  /**
   * Makes sure that nobody listens on any of them.
   *
   * @throws PartFailedException naming each busy port and what wanted it
   */
  public void requireFree() {
    List<String> busy =
        byName().entrySet().stream()
            .filter(port -> isBusy(port.getValue()))
            .map(port -> port.getValue() + " (" + port.getKey() + ")")
            .toList();
    if (!busy.isEmpty()) {
      throw new PartFailedException(
          "busy on 127.0.0.1: "
              + String.join(", ", busy)
              + ". Is another './dev up' running? See which process: ss -ltnp");
    }
  }

  private Map<String, Integer> byName() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("database", database);
    ports.put("broker", broker);
    ports.put("authserver", authserver);
    ports.put("token-service", tokenService);
    ports.put("revocation-listener", listener);
    ports.put("mcp-gateway", gateway);
    ports.put("provider", provider);
    ports.put("sample-mcp-server", sample);
    return ports;
  }

  private static boolean isBusy(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
