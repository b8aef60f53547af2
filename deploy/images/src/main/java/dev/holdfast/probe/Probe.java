package dev.holdfast.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * Asks by HTTP on loopback and ends with what a container engine understands: status 0 if the
 * answer is 200, 1 if it is another or none, 2 if it was not told what to ask.
 */
public final class Probe {

  private static final int TIMEOUT_MILLIS = 3_000;
  private static final int LARGEST_PORT = 65_535;

  private Probe() {}

  /**
   * Asks for a path, the second argument, at {@code ENDPOINTS_ALL_PORT}, where health is alone if
   * there is such a port, at {@code HOLDFAST_PORT}, or else at the first.
   */
  public static void main(String[] arguments) {
    System.exit(run(arguments, System.getenv()));
  }

  static int run(String[] arguments, Map<String, String> environment) {
    if (arguments.length != 2 || !arguments[1].startsWith("/")) {
      return misused();
    }
    String port =
        environment.getOrDefault(
            "ENDPOINTS_ALL_PORT", environment.getOrDefault("HOLDFAST_PORT", arguments[0]));
    if (!isPort(port)) {
      return misused();
    }
    try {
      String status = ask(Integer.parseInt(port), arguments[1]);
      System.out.println(status);
      return status.matches("HTTP/1\\.[01] 200( .*)?") ? 0 : 1;
    } catch (IOException e) {
      System.out.println("No answer: " + e.getMessage());
      return 1;
    }
  }

  private static int misused() {
    System.err.println(
        "Usage: probe PORT /PATH; ENDPOINTS_ALL_PORT or HOLDFAST_PORT name another port");
    return 2;
  }

  private static boolean isPort(String text) {
    return text.matches("\\d{1,5}") && Integer.parseInt(text) <= LARGEST_PORT;
  }

  private static String ask(int port, String path) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      String request =
          "GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return Objects.requireNonNullElse(answer.readLine(), "the connection was closed");
    }
  }
}
