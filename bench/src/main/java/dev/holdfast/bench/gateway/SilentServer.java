package dev.holdfast.bench.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.bench.place.Place;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/**
 * An MCP server in a process of its own, as a process may have only so many files open: it opens
 * sessions, and streams on which nothing comes but one comment.
 */
public final class SilentServer {

  private static final String INITIALIZED =
      """
      {"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-11-25","capabilities":{},\
      "serverInfo":{"name":"silent","version":"1"}}}""";

  private static final String COMMENT = ": silence follows\n\n";
  private static final int BACKLOG = 1024;

  private SilentServer() {}

  /** Serves until it is ended; the argument is the port. */
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    HttpServer server = HttpServer.create(address, BACKLOG);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", SilentServer::answer);
    server.start();
  }

  /** Starts it on a free port. */
  static Proxy start(Cores cores, Path directory) {
    int port = Place.freePort();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            SilentServer.class.getName(),
            Integer.toString(port));
    Tool tool = Tool.start(cores.pinned(command), port, directory.resolve("silent.log"));
    return new Proxy("silent", tool, port, "none");
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      if (exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        // The head goes out with the first of the body.
        exchange.getResponseBody().write(COMMENT.getBytes(StandardCharsets.US_ASCII));
        exchange.getResponseBody().flush();
        stayUntilTheEnd();
      } else {
        byte[] body = INITIALIZED.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set(Sessions.ID, UUID.randomUUID().toString());
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static void stayUntilTheEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
