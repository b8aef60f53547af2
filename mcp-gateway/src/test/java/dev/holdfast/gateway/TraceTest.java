package dev.holdfast.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.events.EventType;
import dev.holdfast.testsupport.TestBroker;
import dev.holdfast.testsupport.TraceReceiver;
import dev.holdfast.testsupport.TraceReceiver.Exported;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server is told of a call's trace, and what is recorded of it. */
class TraceTest {

  private static final String SPAN = "00f067aa0ba902b7";
  private static final String CALL =
      """
      {"jsonrpc":"2.0","id":7,"method":"tools/call",\
      "params":{"name":"echo","arguments":{"text":"needle"}%s}}""";

  private static final String AUDIT = TestBroker.any().newTopic("audit", 1);

  private static TraceReceiver receiver;
  private static RunningGateway recording;
  private static RunningGateway silent;

  @BeforeAll
  static void start() {
    receiver = TraceReceiver.start();
    recording =
        RunningGateway.start(
            Map.of(
                "otel.exporter.otlp.endpoint",
                receiver.endpoint(),
                "otel.bsp.schedule.delay",
                "50",
                "holdfast.gateway.audit.enabled",
                true,
                "holdfast.gateway.audit.topic",
                AUDIT,
                "holdfast.gateway.servers.tools.eras",
                "legacy"));
    silent = RunningGateway.start(Map.of("holdfast.gateway.servers.tools.eras", "legacy"));
  }

  @AfterAll
  static void stop() {
    recording.close();
    silent.close();
    receiver.close();
  }

  @BeforeEach
  void answerAsUsual() {
    recording.upstream.answer(RunningGateway::mcp);
    silent.upstream.answer(RunningGateway::mcp);
  }

  @Test
  void callOnTheShortWayIsOneTraceToTheServer() throws Exception {
    String token = knownToken(recording);
    String trace = newTrace();

    var _ = call(recording, token, trace, "01", "");

    String told = told(recording).orElseThrow();
    await().until(() -> receiver.trace(trace).size() == 2);
    Exported message = span(trace, SpanKind.SPAN_KIND_SERVER, "tools/call echo");
    Exported exchange = span(trace, SpanKind.SPAN_KIND_CLIENT, "POST");
    assertThat(message.parentId()).isEqualTo(SPAN);
    assertThat(exchange.parentId()).isEqualTo(message.id());
    assertThat(told).isEqualTo("00-" + trace + "-" + exchange.id() + "-01");
    assertThat(message.service()).isEqualTo("mcp-gateway");
    assertThat(message.attributes())
        .isEqualTo(
            Map.of(
                "mcp.method.name", "tools/call",
                "gen_ai.tool.name", "echo",
                "holdfast.server", "tools",
                "holdfast.outcome", "OK"));
    assertThat(exchange.attributes()).containsEntry("http.response.status_code", "200");
  }

  @Test
  void callOnTheLongWayIsOneTraceToTheServer() throws Exception {
    String trace = newTrace();

    // This gateway has not seen the token yet, and may have to wait for the issuer's keys.
    var _ = call(recording, freshToken(recording), trace, "01", "");

    await().until(() -> receiver.trace(trace).size() == 3);
    Exported request = span(trace, SpanKind.SPAN_KIND_SERVER, "POST /mcp/{name}");
    Exported message = span(trace, SpanKind.SPAN_KIND_SERVER, "tools/call echo");
    Exported exchange = span(trace, SpanKind.SPAN_KIND_CLIENT, "POST");
    assertThat(request.parentId()).isEqualTo(SPAN);
    assertThat(message.parentId()).isEqualTo(request.id());
    assertThat(exchange.parentId()).isEqualTo(message.id());
    assertThat(told(recording)).contains("00-" + trace + "-" + exchange.id() + "-01");
    assertThat(message.attributes()).containsEntry("holdfast.outcome", "OK");
  }

  @Test
  void callThatBeganTheShortWayAndEndsTheLongOneStaysInItsTrace() throws Exception {
    String token = knownToken(recording);
    recording.upstream.answer(exchange -> StubServer.json(exchange, 500, "{}"));
    String trace = newTrace();

    var answer = call(recording, token, trace, "01", "");

    assertThat(answer.statusCode()).isEqualTo(500);
    await().until(() -> receiver.trace(trace).size() == 4);
    assertThat(receiver.trace(trace))
        .filteredOn(span -> span.kind() == SpanKind.SPAN_KIND_CLIENT)
        .singleElement()
        .satisfies(span -> assertThat(span.attributes()).containsEntry("error.type", "500"));
  }

  @Test
  void clientMayTellInTheBodyAlone() throws Exception {
    for (RunningGateway gateway : List.of(recording, silent)) {
      for (String token : List.of(knownToken(gateway), freshToken(gateway))) {
        gateway.upstream.answer(RunningGateway::mcp);
        String trace = newTrace();
        String meta =
            ",\"_meta\":{\"traceparent\":\"%s\",\"tracestate\":\"a=b\"}"
                .formatted(parent(trace, "01"));

        var _ = gateway.post("tools", token, null, CALL.formatted(meta));

        StubServer.Seen seen = gateway.upstream.seen().getLast();
        assertThat(seen.headers().getFirst("traceparent")).startsWith("00-" + trace + "-");
        assertThat(seen.headers().getFirst("tracestate")).isEqualTo("a=b");
        assertThat(seen.body()).isEqualTo(CALL.formatted(meta));
      }
    }
  }

  @Test
  void headerCountsMoreThanTheBody() throws Exception {
    String trace = newTrace();
    String other = ",\"_meta\":{\"traceparent\":\"%s\"}".formatted(parent(newTrace(), "01"));

    var _ = call(recording, knownToken(recording), trace, "01", other);

    assertThat(told(recording).orElseThrow()).contains(trace);
  }

  @Test
  void malformedTraceIsPassedOnToNobody() throws Exception {
    String bad = "00-" + newTrace() + "-nonsense-01";
    for (RunningGateway gateway : List.of(recording, silent)) {
      for (String token : List.of(knownToken(gateway), freshToken(gateway))) {
        gateway.upstream.answer(RunningGateway::mcp);
        var request = gateway.request("tools", token).header("traceparent", bad);

        var _ = gateway.send(request.POST(BodyPublishers.ofString(CALL.formatted(""))));

        assertThat(told(gateway)).isNotEqualTo(Optional.of(bad));
      }
    }
  }

  @Test
  void withoutExporterACallersTraceGoesOnAsItCameAndNoneIsMadeUp() throws Exception {
    for (String token : List.of(knownToken(silent), freshToken(silent))) {
      String trace = newTrace();
      silent.upstream.answer(RunningGateway::mcp);

      var _ = call(silent, token, trace, "01", "");
      assertThat(told(silent)).contains(parent(trace, "01"));

      var _ = silent.post("tools", token, null, CALL.formatted(""));
      assertThat(told(silent)).isEmpty();
    }
  }

  @Test
  void revocationIsHandledInTheTraceOfItsRecord() throws Exception {
    String trace = newTrace();

    recording.publish(
        new TokenNews(recording.issuer.url()).revoked("another grant"), parent(trace, "01"));

    await().until(() -> !receiver.trace(trace).isEmpty());
    Exported handled = receiver.trace(trace).getFirst();
    assertThat(handled.kind()).isEqualTo(SpanKind.SPAN_KIND_CONSUMER);
    assertThat(handled.parentId()).isEqualTo(SPAN);
    assertThat(handled.attributes())
        .containsEntry("cloudevents.event_type", EventType.GRANT_REVOKED.wireName());
  }

  @Test
  void whatGoesOnRecordTellsOfTheCallsTrace() throws Exception {
    String trace = newTrace();

    var _ = call(recording, knownToken(recording), trace, "01", "");

    await().untilAsserted(() -> assertThat(auditTraces()).anyMatch(told -> told.contains(trace)));
  }

  @Test
  void noSpanHoldsATokenASessionOrAnArgument() throws Exception {
    String token = knownToken(recording);
    String session = recording.open("tools", token);
    String trace = newTrace();
    var request =
        recording
            .request("tools", token)
            .header("traceparent", parent(trace, "01"))
            .header("Mcp-Session-Id", session)
            .POST(BodyPublishers.ofString(CALL.formatted("")));
    var _ = recording.send(request);
    await().until(() -> receiver.trace(trace).size() >= 2);

    assertThat(receiver.spans())
        .noneMatch(
            span ->
                span.toString().contains(token)
                    || span.toString().contains(session)
                    || span.toString().contains("upstream-1")
                    || span.toString().contains("needle"));
  }

  private static HttpResponse<String> call(
      RunningGateway gateway, String token, String trace, String flags, String meta)
      throws Exception {
    return gateway.send(
        gateway
            .request("tools", token)
            .header("traceparent", parent(trace, flags))
            .POST(BodyPublishers.ofString(CALL.formatted(meta))));
  }

  private static String freshToken(RunningGateway gateway) {
    return gateway.token("ann", "tools").sign();
  }

  /** One whose calls need not wait for anything. */
  private static String knownToken(RunningGateway gateway) throws Exception {
    String token = freshToken(gateway);
    var _ = gateway.post("tools", token, null, CALL.formatted(""));
    gateway.upstream.answer(RunningGateway::mcp);
    return token;
  }

  private static Optional<String> told(RunningGateway gateway) {
    return Optional.ofNullable(gateway.upstream.seen().getLast().headers().getFirst("traceparent"));
  }

  private static Exported span(String trace, SpanKind kind, String name) {
    return receiver.trace(trace).stream()
        .filter(span -> span.kind() == kind && span.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> auditTraces() {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", TestBroker.any().bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partition = List.of(new TopicPartition(AUDIT, 0));
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      return StreamSupport.stream(consumer.poll(Duration.ofSeconds(1)).spliterator(), false)
          .map(one -> one.headers().lastHeader("traceparent"))
          .filter(Objects::nonNull)
          .map(header -> new String(header.value(), US_ASCII))
          .toList();
    }
  }

  private static String newTrace() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private static String parent(String trace, String flags) {
    return "00-" + trace + "-" + SPAN + "-" + flags;
  }
}
