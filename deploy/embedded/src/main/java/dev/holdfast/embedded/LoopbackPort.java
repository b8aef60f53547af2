package dev.holdfast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Turns the port a caller wants, with 0 for any, into one to listen on. */
final class LoopbackPort {

  private LoopbackPort() {}

  static int orFree(int wanted) {
    if (wanted != 0) {
      return wanted;
    }
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
