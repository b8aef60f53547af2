package dev.holdfast.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A loopback server that is as rude, slow or patient as its script, one connection at a time. */
final class RawUpstream implements AutoCloseable {

  /** What happens after a request's head and body have been read. */
  @FunctionalInterface
  interface Script {
    void run(InputStream in, OutputStream out) throws Exception;
  }

  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private RawUpstream(ServerSocket socket) {
    this.socket = socket;
  }

  /** The same, for whom it matters what is asked. */
  @FunctionalInterface
  interface Reading {
    void run(String request, InputStream in, OutputStream out) throws Exception;
  }

  static RawUpstream start(Script script) {
    return start((_, in, out) -> script.run(in, out));
  }

  static RawUpstream start(Reading script) {
    try {
      RawUpstream upstream =
          new RawUpstream(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      upstream.threads.execute(() -> upstream.accept(script));
      return upstream;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort() + "/";
  }

  static void head(OutputStream out, String type) throws IOException {
    write(out, "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nConnection: close\r\n\r\n");
  }

  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }

  private void accept(Reading script) {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        threads.execute(() -> serve(connection, script));
      } catch (IOException e) {
        return;
      }
    }
  }

  /** Head and body, which may come apart. */
  private static String request(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] piece = new byte[64 * 1024];
    while (true) {
      int length = in.read(piece);
      if (length < 0) {
        return text.toString();
      }
      text.append(new String(piece, 0, length, StandardCharsets.UTF_8));
      int head = text.indexOf("\r\n\r\n");
      if (head >= 0 && text.length() - head - 4 >= contentLength(text.substring(0, head))) {
        return text.toString();
      }
    }
  }

  private static int contentLength(String head) {
    return head.lines()
        .map(line -> line.split(": *", 2))
        .filter(parts -> parts[0].equalsIgnoreCase("Content-Length"))
        .mapToInt(parts -> Integer.parseInt(parts[1].strip()))
        .findFirst()
        .orElse(0);
  }

  private static void serve(Socket connection, Reading script) {
    try (connection) {
      String request = request(connection.getInputStream());
      if (!request.isEmpty()) {
        script.run(request, connection.getInputStream(), connection.getOutputStream());
      }
    } catch (Exception e) {
      // The test sees what came of it.
    }
  }
}
