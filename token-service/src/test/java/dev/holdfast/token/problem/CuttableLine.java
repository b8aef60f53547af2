package dev.holdfast.token.problem;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A loopback port that leads to a server until it is cut. */
final class CuttableLine implements AutoCloseable {

  private final ServerSocket listening;
  private final URI target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** A line to the host and port of an address. */
  CuttableLine(URI target) {
    this.target = target;
    try {
      this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Ends what is connected, and refuses everybody from now on. */
  @Override
  public void close() {
    closeQuietly(listening);
    open.forEach(CuttableLine::closeQuietly);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket here = listening.accept();
        open.add(here);
        Socket there = new Socket(target.getHost(), target.getPort());
        open.add(there);
        Thread.ofVirtual().start(() -> copy(here, there));
        Thread.ofVirtual().start(() -> copy(there, here));
      } catch (IOException e) {
        close();
      }
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // Cut, or hung up; either way both ends are closed now.
    }
  }

  private static void closeQuietly(AutoCloseable end) {
    try {
      end.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
