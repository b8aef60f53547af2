package dev.holdfast.testsupport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** Ports of the loopback interface that nobody listens on at the moment of asking. */
public final class FreePorts {

  // Below those that systems give to outgoing connections, one of which could take it meanwhile.
  private static final int FIRST = 10_000;
  private static final int LAST = 32_000;

  private static final RandomGenerator RANDOM = new Random();
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePorts() {}

  /** One free port. */
  public static int one() {
    return find(1).getFirst();
  }

  /** That many free ports, all different, and different from all given out before. */
  public static List<Integer> find(int count) {
    return RANDOM
        .ints(FIRST, LAST)
        .filter(GIVEN::add)
        .filter(FreePorts::isFree)
        .limit(count)
        .boxed()
        .toList();
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException _) {
      return false;
    }
  }
}
