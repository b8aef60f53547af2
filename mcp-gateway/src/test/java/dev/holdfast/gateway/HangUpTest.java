package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an upstream notices of a client that hangs up, stops reading, or says nothing. */
@Timeout(60)
class HangUpTest {

  private static final String MODERN_HEADERS =
      "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\nMcp-Name: slow\r\n";
  private static final String MODERN_CALL =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"slow\",\"_meta\":{"
          + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}";
  private static final String LEGACY_CALL =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"slow\"}}";

  @Test
  void modernClientCancelsBeforeTheAnswerBegins() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch hungUp = new CountDownLatch(1);
    try (RawUpstream upstream = RawUpstream.start((in, _) -> untilHungUp(in, asked, hungUp));
        RunningGateway gateway = gateway(upstream)) {
      try (Socket client = send(gateway, MODERN_HEADERS, MODERN_CALL)) {
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(client.isConnected()).isTrue();
      }
      assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void modernClientCancelsWhileTheAnswerStreams() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch hungUp = new CountDownLatch(1);
    try (RawUpstream upstream =
            RawUpstream.start(
                (in, out) -> {
                  RawUpstream.head(out, "text/event-stream");
                  RawUpstream.write(out, "data: one\n\n");
                  untilHungUp(in, asked, hungUp);
                });
        RunningGateway gateway = gateway(upstream)) {
      try (Socket client = send(gateway, MODERN_HEADERS, MODERN_CALL)) {
        assertThat(until(client.getInputStream(), "data: one")).contains("200");
      }
      assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** MCP 2025-11-25, Sending Messages: a disconnect is no cancellation. */
  @Test
  void legacyServerMayFinishAfterItsClientHungUp() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    CountDownLatch finished = new CountDownLatch(1);
    try (RawUpstream upstream =
            RawUpstream.start(
                (_, out) -> {
                  RawUpstream.head(out, "text/event-stream");
                  RawUpstream.write(out, "data: one\n\n");
                  gone.await();
                  writeForLong(out);
                  finished.countDown();
                });
        RunningGateway gateway = gateway(upstream)) {
      try (Socket client = send(gateway, "", LEGACY_CALL)) {
        assertThat(until(client.getInputStream(), "data: one")).contains("200");
      }
      gone.countDown();
      assertThat(finished.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void legacyServerMayFinishThoughItsClientHungUpBeforeTheAnswer() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    CountDownLatch finished = new CountDownLatch(1);
    try (RawUpstream upstream =
            RawUpstream.start(
                (_, out) -> {
                  asked.countDown();
                  gone.await();
                  RawUpstream.head(out, "text/event-stream");
                  writeForLong(out);
                  finished.countDown();
                });
        RunningGateway gateway = gateway(upstream)) {
      try (Socket _ = send(gateway, "", LEGACY_CALL)) {
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
      }
      gone.countDown();
      assertThat(finished.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** However much the server has to say, for nobody it is listened to only for so long. */
  @Test
  void legacyServerThatGoesOnAndOnForNobodyIsHungUpOn() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    CountDownLatch hungUp = new CountDownLatch(1);
    try (RawUpstream upstream =
            RawUpstream.start(
                (_, out) -> {
                  asked.countDown();
                  gone.await();
                  RawUpstream.head(out, "text/event-stream");
                  try {
                    while (true) {
                      RawUpstream.write(out, "data: " + "x".repeat(16_000) + "\n\n");
                    }
                  } catch (IOException e) {
                    hungUp.countDown();
                  }
                });
        RunningGateway gateway =
            gateway(upstream, Map.of("holdfast.gateway.stream.linger", "1s"))) {
      try (Socket _ = send(gateway, "", LEGACY_CALL)) {
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
      }
      gone.countDown();
      assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void clientThatDoesNotReadHoldsTheUpstreamBack() throws Exception {
    AtomicLong written = new AtomicLong();
    try (RawUpstream upstream =
            RawUpstream.start(
                (_, out) -> {
                  RawUpstream.head(out, "text/event-stream");
                  String event = "data: " + "x".repeat(16_000) + "\n\n";
                  while (true) {
                    RawUpstream.write(out, event);
                    written.addAndGet(event.length());
                  }
                });
        RunningGateway gateway = gateway(upstream);
        Socket client = send(gateway, "", LEGACY_CALL)) {
      assertThat(client.isConnected()).isTrue();
      await().until(() -> written.get() > 100_000);
      AtomicLong before = new AtomicLong(-1);
      await()
          .pollInterval(Duration.ofMillis(700))
          .atMost(Duration.ofSeconds(30))
          .until(() -> before.getAndSet(written.get()) == written.get());
      // Socket buffers on both sides, and next to nothing between them.
      assertThat(written.get()).isLessThan(24L * 1024 * 1024);
    }
  }

  @Test
  void silentStreamIsKeptAliveButNotInTheMiddleOfAnEvent() throws Exception {
    CountDownLatch more = new CountDownLatch(1);
    try (RawUpstream upstream =
            RawUpstream.start(
                (_, out) -> {
                  RawUpstream.head(out, "text/event-stream");
                  RawUpstream.write(out, "data: beg");
                  more.await(1, TimeUnit.SECONDS);
                  RawUpstream.write(out, "un\n\n");
                  more.await(1, TimeUnit.SECONDS);
                  RawUpstream.write(out, "data: end\n\n");
                });
        RunningGateway gateway = gateway(upstream);
        Socket client = send(gateway, "", LEGACY_CALL)) {
      String text = until(client.getInputStream(), "data: end");
      assertThat(text).contains("data: ", "beg", "un");
      String events = text.replaceAll("\r\n[0-9a-f]+\r\n", "").replaceAll("(?s)^.*?\r\n\r\n", "");
      assertThat(events).contains("data: begun\n\n");
      assertThat(events.substring(events.indexOf("begun")).split(":\n\n", -1))
          .hasSizeGreaterThan(3);
    }
  }

  private static RunningGateway gateway(RawUpstream upstream) {
    return gateway(upstream, Map.of());
  }

  private static RunningGateway gateway(RawUpstream upstream, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("holdfast.gateway.servers.open.url", upstream.url());
    settings.put("holdfast.gateway.servers.open.eras", "both");
    settings.put("holdfast.gateway.stream.keep-alive", "100ms");
    return RunningGateway.start(settings);
  }

  private static void untilHungUp(InputStream in, CountDownLatch asked, CountDownLatch hungUp)
      throws IOException {
    asked.countDown();
    // The rest of the request, and then nothing until the end.
    long rest = in.transferTo(OutputStream.nullOutputStream());
    assertThat(rest).isNotNegative();
    hungUp.countDown();
  }

  /** More than all buffers hold: it comes through only if somebody reads. */
  private static void writeForLong(OutputStream out) throws IOException {
    String event = "data: " + "x".repeat(16_000) + "\n\n";
    for (int i = 0; i < 4_000; i++) {
      RawUpstream.write(out, event);
    }
  }

  private static Socket send(RunningGateway gateway, String headers, String body)
      throws IOException {
    URI url = URI.create(gateway.publicUrl());
    Socket client = new Socket(InetAddress.getLoopbackAddress(), url.getPort());
    client.setSoTimeout(20_000);
    String head =
        "POST /mcp/open HTTP/1.1\r\nHost: localhost:%d\r\nContent-Type: application/json\r\n"
            .formatted(url.getPort());
    String length = "Content-Length: " + body.length() + "\r\n\r\n";
    client
        .getOutputStream()
        .write((head + headers + length + body).getBytes(StandardCharsets.US_ASCII));
    return client;
  }

  private static String until(InputStream in, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int one = in.read();
      if (one < 0) {
        break;
      }
      text.append((char) one);
    }
    return text.toString();
  }
}
