package dev.holdfast.token.connections;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What a provider does with a request.
 *
 * @param wire one of the misdeeds below, or a status and perhaps one header, which is JSON's type
 *     if it is not said
 * @param body what follows; {@code @huge} and {@code @deep} stand for what nobody wants to write
 */
record WireFault(String wire, String body) {

  private static final int LARGER_THAN_BELIEVED = 300 * 1024;
  private static final int DEEP = 100_000;
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

  void meet(Socket socket) throws IOException {
    OutputStream out = socket.getOutputStream();
    switch (wire) {
      case "silence" -> awaitEnd(socket);
      case "close" -> {}
      case "reset" -> socket.setSoLinger(true, 0);
      case "reset in body" -> {
        write(out, OK + "Content-Length: 5000\r\n\r\n" + body);
        socket.setSoLinger(true, 0);
      }
      case "end in body" -> write(out, OK + "Content-Length: 5000\r\n\r\n" + body);
      case "end in chunk" ->
          write(out, OK + "Transfer-Encoding: chunked\r\n\r\nfff\r\n" + body + "\r\n");
      case "end in head" -> write(out, OK);
      case "drip" -> drip(out, OK + "Content-Length: 5000\r\n\r\n" + body, " ");
      case "endless head" -> drip(out, OK, "X-More: of this\r\n");
      case "never done" -> drip(out, "", "HTTP/1.1 100 Continue\r\n\r\n");
      case "noise" -> write(out, "\u0000\u0001\u00ff{]\u0007\r\n\r\n\r\n");
      case "no length" -> write(out, OK + "Connection: close\r\n\r\n" + body);
      default -> answer(out);
    }
    out.flush();
  }

  private void answer(OutputStream out) throws IOException {
    String header = wire.substring(3).strip();
    String text = written();
    List<String> head = new ArrayList<>();
    head.add("HTTP/1.1 " + wire.substring(0, 3) + " Whatever");
    head.add("Connection: close");
    head.add("Content-Length: " + text.length());
    if (!header.isEmpty()) {
      head.add(header);
    }
    if (!header.startsWith("Content-Type")) {
      head.add("Content-Type: application/json");
    }
    write(out, String.join("\r\n", head) + "\r\n\r\n" + text);
  }

  private String written() {
    return switch (body) {
      case "@huge" -> RawProvider.tokens() + " ".repeat(LARGER_THAN_BELIEVED);
      case "@deep" -> "[".repeat(DEEP);
      default -> body;
    };
  }

  /** More and more of it, until the other end has had enough. */
  private static void drip(OutputStream out, String first, String more) throws IOException {
    write(out, first);
    while (true) {
      write(out, more);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static void awaitEnd(Socket socket) throws IOException {
    socket.getInputStream().readAllBytes();
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }
}
