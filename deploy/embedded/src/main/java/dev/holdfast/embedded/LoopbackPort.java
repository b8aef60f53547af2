package dev.holdfast.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/** Turns the port a caller wants, with 0 for any, into one to listen on. */
final class LoopbackPort {

  // Below those that systems give to outgoing connections, one of which could take it meanwhile.
  private static final int FIRST = 10_000;
  private static final int LAST = 32_000;

  private LoopbackPort() {}

  static int orFree(int wanted) {
    return wanted != 0
        ? wanted
        : new Random().ints(FIRST, LAST).filter(LoopbackPort::isFree).findFirst().orElseThrow();
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException _) {
      return false;
    }
  }
}
