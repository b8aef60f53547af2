package dev.holdfast.bench.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * GET streams that their client leaves alone. What comes on them, a comment every quarter of a
 * minute, waits in the kernel.
 */
record Streams(List<Socket> sockets) implements AutoCloseable {

  private static final int WORKERS = 16;
  private static final int HEAD_LIMIT = 4096;

  /** Opens a stream in each of the sessions, and sees the gateway answer each. */
  static Streams open(URI server, String token, List<String> sessions) {
    return new Streams(
        Crowd.of(WORKERS).each(sessions.size(), n -> open(server, token, sessions.get(n))));
  }

  @Override
  public void close() {
    sockets.forEach(Streams::close);
  }

  private static Socket open(URI server, String token, String session) {
    String head =
        """
        GET %s HTTP/1.1
        Host: %s
        Accept: text/event-stream
        MCP-Protocol-Version: 2025-11-25
        Authorization: Bearer %s
        %s: %s

        """
            .formatted(server.getPath(), server.getAuthority(), token, Sessions.ID, session)
            .replace("\n", "\r\n");
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      requireOk(socket);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireOk(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0 && head.length() < HEAD_LIMIT) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    if (!head.toString().startsWith("HTTP/1.1 200 ")) {
      throw new IllegalStateException("The gateway opened no stream: " + head);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
