package dev.holdfast.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is particular about calls that stay on the event loop on which they came. */
@Timeout(60)
class ShortWayTest {

  private static final String CALL =
      """
      {"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"echo"}}\
      """;
  private static final char[] PASSWORD = "changeit".toCharArray();

  @Test
  void requestsOfOneConnectionAreAnsweredInTheirOrderWhicheverWayTheyGo() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    AtomicInteger arrived = new AtomicInteger();
    try (RunningGateway gateway =
            RunningGateway.start(Map.of("holdfast.gateway.servers.tools.eras", "legacy"));
        Socket client = new Socket("localhost", gateway.server.getPort())) {
      client.setSoTimeout(40_000);
      String token = gateway.token("ann", "tools").sign();
      // The token is known from here on, so that nothing has to wait for the issuer.
      gateway.post("tools", token, null, CALL.formatted(0));
      gateway.upstream.answer(
          exchange -> {
            String id = StubServer.body(exchange).replaceAll(".*\"id\":(\\d+).*", "$1");
            if (arrived.incrementAndGet() == 1) {
              waitFor(first);
            }
            StubServer.json(
                exchange,
                200,
                "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":{\"tools\":[]}}".formatted(id));
          });
      OutputStream out = client.getOutputStream();
      String list = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}";
      out.write(
          (request(CALL.formatted(1), token)
                  + request(list, token)
                  + request(CALL.formatted(3), token))
              .getBytes(UTF_8));
      out.flush();

      await().until(() -> arrived.get() == 1);
      first.countDown();
      String answers = until(client.getInputStream(), "\"id\":3");
      assertThat(answers)
          .containsSubsequence("200 OK", "\"id\":1", "200 OK", "\"id\":2", "200 OK", "\"id\":3");
    } finally {
      first.countDown();
    }
  }

  /** What is answered and not read stays in the sockets, and is not asked for before. */
  @Test
  void aClientThatNeverReadsIsNotAnsweredOnAndOn() throws Exception {
    String result =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"%s\"}".formatted("x".repeat(100_000));
    int most = 1_500;
    try (RunningGateway gateway =
            RunningGateway.start(Map.of("holdfast.gateway.servers.tools.eras", "legacy"));
        Socket client = new Socket()) {
      String token = gateway.token("ann", "tools").sign();
      gateway.post("tools", token, null, CALL.formatted(0));
      gateway.upstream.answer(exchange -> StubServer.json(exchange, 200, result));
      client.setReceiveBufferSize(4_096);
      client.connect(new InetSocketAddress("localhost", gateway.server.getPort()));
      Thread asking =
          Thread.ofVirtual()
              .start(() -> askWithoutReading(client, request(CALL.formatted(1), token), most));

      await().until(() -> gateway.upstream.seen().size() > 2);
      AtomicInteger before = new AtomicInteger(-1);
      await()
          .pollInterval(Duration.ofMillis(700))
          .atMost(Duration.ofSeconds(40))
          .until(() -> before.getAndSet(gateway.upstream.seen().size()) == before.get());

      assertThat(gateway.upstream.seen()).hasSizeLessThan(most / 3);
      assertThat(asking.isAlive()).isTrue();
      int heard = gateway.upstream.seen().size();
      client.setSoTimeout(20_000);
      // Whoever begins to read is answered on.
      client.getInputStream().skipNBytes(20L * 100_000 + heard);
      await().until(() -> gateway.upstream.seen().size() > heard);
    }
  }

  @Test
  void aServerThatCannotProveItsNameSeesNothing(@TempDir Path directory) throws Exception {
    AtomicInteger seen = new AtomicInteger();
    HttpsServer pretender =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pretender.setHttpsConfigurator(new HttpsConfigurator(selfSigned(directory)));
    pretender.createContext(
        "/",
        exchange -> {
          seen.incrementAndGet();
          StubServer.json(exchange, 200, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
        });
    pretender.start();
    String server = "holdfast.gateway.servers.pretender.";
    try (RunningGateway gateway =
        RunningGateway.start(
            Map.of(
                server + "url",
                "https://localhost:" + pretender.getAddress().getPort() + "/mcp",
                server + "anonymous",
                "true",
                server + "eras",
                "legacy",
                "holdfast.gateway.restart.patience",
                "1s"))) {
      var answer = gateway.post("pretender", null, null, CALL.formatted(1));

      assertThat(answer.statusCode()).isGreaterThanOrEqualTo(500);
      assertThat(seen).hasValue(0);
    } finally {
      pretender.stop(0);
    }
  }

  private static void askWithoutReading(Socket client, String request, int times) {
    try {
      for (int i = 0; i < times; i++) {
        client.getOutputStream().write(request.getBytes(UTF_8));
      }
      // Until the test is over.
      new CountDownLatch(1).await();
    } catch (IOException e) {
      // The test has closed the connection.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String request(String body, String token) {
    return """
    POST /mcp/tools HTTP/1.1
    Host: localhost
    Authorization: Bearer %s
    Content-Type: application/json
    Accept: application/json, text/event-stream
    Content-Length: %d

    """
            .formatted(token, body.length())
            .replace("\n", "\r\n")
        + body;
  }

  private static String until(InputStream in, String end) throws Exception {
    StringBuilder text = new StringBuilder();
    byte[] piece = new byte[4096];
    while (text.indexOf(end) < 0) {
      int length = in.read(piece);
      assertThat(length).as("so far: %s", text).isPositive();
      text.append(new String(piece, 0, length, UTF_8));
    }
    return text.toString();
  }

  private static SSLContext selfSigned(Path directory) throws Exception {
    Path file = directory.resolve("pretender.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "pretender",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
