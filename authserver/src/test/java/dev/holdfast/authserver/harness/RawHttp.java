package dev.holdfast.authserver.harness;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Sends what no HTTP library would, byte by byte. */
public final class RawHttp {

  private static final int PATIENCE_MILLIS = 10_000;

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private RawHttp() {}

  /**
   * An answer.
   *
   * @param status its status
   * @param head its header lines
   * @param body the rest
   */
  public record Answer(int status, String head, String body) {

    /** The {@link #error} of an answer that has none. */
    public static final String NO_ERROR = "none";

    /** The value of a header, or nothing. */
    public String header(String name) {
      return head.lines()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).trim())
          .findFirst()
          .orElse("");
    }

    /** The error that the body names. */
    public String error() {
      if (body.isEmpty()) {
        return NO_ERROR;
      }
      try {
        // A chunked body has its lengths around it.
        String json = body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1);
        Object error = JSONObjectUtils.parse(json).get("error");
        return error == null ? NO_ERROR : error.toString();
      } catch (ParseException e) {
        throw new AssertionError(body, e);
      }
    }
  }

  public static Answer get(String target) {
    return send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "");
  }

  /** Every character of the body is one byte. */
  public static Answer post(String path, String contentType, String body, String... headerLines) {
    return send(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
            + contentType
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n"
            + String.join("", Stream.of(headerLines).map(line -> line + "\r\n").toList())
            + "\r\n",
        body);
  }

  private static Answer send(String head, String body) {
    try (var socket = new Socket(LOOPBACK, URI.create(Server.issuer()).getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write((head + body).getBytes(StandardCharsets.ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String[] parts = answer.split("\r\n\r\n", 2);
      return new Answer(
          Integer.parseInt(parts[0].substring(9, 12)), parts[0], parts.length == 1 ? "" : parts[1]);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
