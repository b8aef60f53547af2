package dev.holdfast.token.connections;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A provider that can do wrong whatever can be done wrong with a socket. */
final class RawProvider implements AutoCloseable {

  private static final Pattern LENGTH = Pattern.compile("content-length: *(\\d+)");

  private final ServerSocket listening;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private volatile @Nullable WireFault fault;

  RawProvider() {
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  String issuer() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  /** It is known by its endpoints, or by its issuer alone. */
  Map<String, Object> settings(String name, boolean discovered) {
    String prefix = "holdfast.token.providers." + name + '.';
    Map<String, Object> settings = new HashMap<>();
    settings.put(prefix + "client-id", "holdfast");
    settings.put(prefix + "client-secret", "the-client-secret");
    settings.put(prefix + "redirect-uri", "http://localhost:9000/connect/demo/callback");
    settings.put(prefix + "timeout", "700ms");
    if (discovered) {
      settings.put(prefix + "issuer", issuer());
    } else {
      settings.put(prefix + "authorization-endpoint", issuer() + "/authorize");
      settings.put(prefix + "token-endpoint", issuer() + "/token");
      settings.put(prefix + "device-authorization-endpoint", issuer() + "/device");
      settings.put(prefix + "revocation-endpoint", issuer() + "/revoke");
    }
    return settings;
  }

  /** Every request is met by this from now on; the record begins anew. */
  void fail(WireFault how) {
    requests.clear();
    fault = how;
  }

  /** Everything is answered as it should be from now on; the record begins anew. */
  void recover() {
    requests.clear();
    fault = null;
  }

  /** What arrived, head and body. */
  List<String> requests() {
    return requests;
  }

  /** How many callers are still connected. */
  int open() {
    return open.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException _) {
        // Closed.
        return;
      }
    }
  }

  private void serve(Socket socket) {
    open.incrementAndGet();
    try (socket) {
      String request = read(new BufferedInputStream(socket.getInputStream()));
      requests.add(request);
      WireFault now = fault;
      (now == null ? good(request) : now).meet(socket);
    } catch (IOException _) {
      // Whoever called has given up, which may be what the test is about.
    } finally {
      open.decrementAndGet();
    }
  }

  private static String read(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.append((char) next);
    }
    Matcher length = LENGTH.matcher(head.toString().toLowerCase(Locale.ROOT));
    int size = length.find() ? Integer.parseInt(length.group(1)) : 0;
    return head + new String(in.readNBytes(size), ISO_8859_1);
  }

  private static WireFault good(String request) {
    return new WireFault("200", request.startsWith("POST /device") ? codes() : tokens());
  }

  static String tokens() {
    return """
        {"access_token":"good-access","token_type":"Bearer","expires_in":100,
         "refresh_token":"good-refresh"}""";
  }

  static String codes() {
    return """
        {"device_code":"good-device-code","user_code":"WDJB-MJHT","expires_in":600,"interval":7,
         "verification_uri":"https://provider.example/device"}""";
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
