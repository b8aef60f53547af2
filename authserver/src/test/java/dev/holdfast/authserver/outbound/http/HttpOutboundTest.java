package dev.holdfast.authserver.outbound.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.holdfast.authserver.outbound.Fetched;
import dev.holdfast.authserver.outbound.HostNames;
import dev.holdfast.authserver.outbound.OutboundSettings;
import dev.holdfast.authserver.outbound.Purpose;
import dev.holdfast.bearer.testing.NoTls;
import dev.holdfast.testsupport.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpOutboundTest {

  private static final String NAME = "vendor.example";

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger resolved = new AtomicInteger();
  private final CountDownLatch released = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), FreePorts.one()), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            asked.incrementAndGet();
            if (exchange.getRequestURI().getPath().equals("/slow")) {
              released.await();
            }
            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.stop(0);
  }

  @Test
  void connectsToTheAddressThatWasCheckedAndAsksForItOnce() {
    var outbound = outbound(NAME, 4, "127.0.0.1");

    assertThat(outbound.get(Purpose.DOCUMENT, at("/x"), 100)).isInstanceOf(Fetched.Document.class);
    assertThat(resolved).hasValue(1);
    outbound.stop();
  }

  @Test
  void onePrivateAddressAmongPublicOnesIsEnoughToRefuse() {
    var outbound = outbound("other.example", 4, "93.184.216.34", "127.0.0.1");

    assertThat(
            outbound.get(
                Purpose.DOCUMENT, URI.create("https://" + NAME + ":" + port() + "/x"), 100))
        .isEqualTo(new Fetched.Refused("a private address"));
    assertThat(asked).hasValue(0);
    outbound.stop();
  }

  @Test
  void refusesPlainHttpToAnybodyElse() {
    var outbound = outbound("other.example", 4, "93.184.216.34");

    assertThat(outbound.get(Purpose.DOCUMENT, at("/x"), 100)).isInstanceOf(Fetched.Refused.class);
    assertThat(resolved).hasValue(0);
    outbound.stop();
  }

  @Test
  void refusesWhatIsTooLong() {
    var outbound = outbound(NAME, 4, "127.0.0.1");

    assertThat(outbound.get(Purpose.DOCUMENT, at("/x"), 2)).isInstanceOf(Fetched.Document.class);
    assertThat(outbound.get(Purpose.DOCUMENT, at("/x"), 1))
        .isEqualTo(new Fetched.Refused("too long"));
    outbound.stop();
  }

  @Test
  void asksOnlySoManyAtOnce() throws Exception {
    var outbound = outbound(Duration.ofSeconds(60), NAME, 2, "127.0.0.1");
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Fetched>> answers = slowly(callers, outbound, 10);
      Awaitility.await().during(Duration.ofMillis(300)).until(() -> asked.get() == 2);
      released.countDown();

      for (Future<Fetched> answer : answers) {
        assertThat(answer.get()).isInstanceOf(Fetched.Document.class);
      }
    }
    assertThat(asked).hasValue(10);
    outbound.stop();
  }

  @Test
  void waitsForAnAnswerOnlySoLong() {
    var outbound = outbound(NAME, 2, "127.0.0.1");

    assertThat(outbound.get(Purpose.DOCUMENT, at("/slow"), 100))
        .isEqualTo(new Fetched.Unreachable("too slow"));
    outbound.stop();
  }

  /** Who gives up waiting does so while those who have the places still wait for their answer. */
  @Test
  void waitsForAPlaceOnlySoLong() throws Exception {
    var outbound = outbound(Duration.ofSeconds(4), NAME, 2, "127.0.0.1");
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Fetched>> holders = slowly(callers, outbound, 2);
      Awaitility.await().until(() -> asked.get() == 2);

      assertThat(outbound.get(Purpose.DOCUMENT, at("/x"), 100))
          .isEqualTo(new Fetched.Unreachable("too many requests are under way"));
      assertThat(asked).hasValue(2);
      released.countDown();
      for (Future<Fetched> holder : holders) {
        assertThat(holder.get()).isInstanceOf(Fetched.Document.class);
      }
    }
    outbound.stop();
  }

  @Test
  void aSlowHostTakesTwoPlacesAndNobodyElses() throws Exception {
    var outbound = outbound(Duration.ofSeconds(60), NAME, 4, "127.0.0.1");
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Fetched>> slow = slowly(callers, outbound, 10);
      Awaitility.await().until(() -> asked.get() == 2);

      // Refused before anything is sent, and so as quickly as a place can be had.
      assertThat(outbound.get(Purpose.DOCUMENT, URI.create("https://other.example/x"), 9))
          .isEqualTo(new Fetched.Refused("a private address"));
      assertThat(outbound.get(Purpose.KEYS, at("/x"), 9)).isInstanceOf(Fetched.Document.class);
      assertThat(asked).hasValue(3);
      released.countDown();
      for (Future<Fetched> answer : slow) {
        assertThat(answer.get()).isNotNull();
      }
    }
    outbound.stop();
  }

  @Test
  void whoWaitsForAHostGetsAPlaceWhenOneIsFree() throws Exception {
    var outbound = outbound(Duration.ofSeconds(30), NAME, 4, "127.0.0.1");
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Fetched>> answers =
          IntStream.range(0, 3)
              .mapToObj(_ -> callers.submit(() -> outbound.get(Purpose.NOTICE, at("/slow"), 9)))
              .toList();
      Awaitility.await().until(() -> asked.get() == 2);
      released.countDown();

      for (Future<Fetched> answer : answers) {
        assertThat(answer.get()).isInstanceOf(Fetched.Document.class);
      }
    }
    outbound.stop();
  }

  private List<Future<Fetched>> slowly(ExecutorService callers, HttpOutbound outbound, int times) {
    return IntStream.range(0, times)
        .mapToObj(_ -> callers.submit(() -> outbound.get(Purpose.DOCUMENT, at("/slow"), 100)))
        .toList();
  }

  private HttpOutbound outbound(String allowed, int maxConcurrent, String... addresses) {
    return outbound(Duration.ofSeconds(1), allowed, maxConcurrent, addresses);
  }

  private HttpOutbound outbound(
      Duration timeout, String allowed, int maxConcurrent, String... addresses) {
    HostNames names =
        _ -> {
          resolved.incrementAndGet();
          return Stream.of(addresses).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
        };
    return new HttpOutbound(
        new OutboundSettings(timeout, maxConcurrent, 2, List.of(allowed)), names, NoTls.settings());
  }

  private URI at(String path) {
    return URI.create("http://" + NAME + ':' + port() + path);
  }

  private int port() {
    return server.getAddress().getPort();
  }
}
