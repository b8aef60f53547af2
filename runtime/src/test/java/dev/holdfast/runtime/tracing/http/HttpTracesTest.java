package dev.holdfast.runtime.tracing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.testsupport.TraceReceiver;
import dev.holdfast.testsupport.TraceReceiver.Exported;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HttpTracesTest {

  private static final HttpClient client = HttpClient.newHttpClient();
  private static TraceReceiver receiver;
  private static EmbeddedServer recording;
  private static EmbeddedServer silent;

  @BeforeAll
  static void start() {
    receiver = TraceReceiver.start();
    recording = server(Map.of("otel.exporter.otlp.endpoint", receiver.endpoint()));
    silent = server(Map.of());
  }

  @AfterAll
  static void stop() {
    recording.close();
    silent.close();
    receiver.close();
    client.close();
  }

  private static EmbeddedServer server(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("micronaut.application.name", "echo");
    settings.put("micronaut.server.host", "127.0.0.1");
    settings.put("micronaut.server.port", "${random.port}");
    settings.put("micronaut.http.services.next.url", "http://127.0.0.1:${micronaut.server.port}");
    settings.put("otel.bsp.schedule.delay", "50");
    settings.put("tracing.test", true);
    return ApplicationContext.run(EmbeddedServer.class, settings);
  }

  @Test
  void callThatPassesThroughIsOneTrace() throws Exception {
    String trace = newTrace();

    String told = get(recording, "/relayed", parent(trace, "01")).body();

    assertThat(told).startsWith("00-" + trace + "-").endsWith("-01");
    await().until(() -> receiver.trace(trace).size() == 3);
    Exported first = spans(trace, SpanKind.SPAN_KIND_SERVER, "GET /relayed");
    Exported call = spans(trace, SpanKind.SPAN_KIND_CLIENT, "GET /told{?secret}");
    Exported second = spans(trace, SpanKind.SPAN_KIND_SERVER, "GET /told");
    assertThat(first.parentId()).isEqualTo("00f067aa0ba902b7");
    assertThat(call.parentId()).isEqualTo(first.id());
    assertThat(second.parentId()).isEqualTo(call.id());
    assertThat(first.service()).isEqualTo("echo");
    assertThat(first.attributes())
        .isEqualTo(
            Map.of(
                "http.request.method", "GET",
                "http.route", "/relayed",
                "http.response.status_code", "200"));
    assertThat(call.attributes())
        .isEqualTo(
            Map.of(
                "http.request.method", "GET",
                "url.template", "/told{?secret}",
                "server.address", "127.0.0.1",
                "server.port", Integer.toString(recording.getPort()),
                "http.response.status_code", "200"));
  }

  @Test
  void pathsAndQueriesStayHere() throws Exception {
    String trace = newTrace();

    var _ = get(recording, "/logged/needle?code=needle", parent(trace, "01"));

    await().until(() -> !receiver.trace(trace).isEmpty());
    assertThat(receiver.trace(trace)).noneMatch(span -> span.toString().contains("needle"));
  }

  @Test
  void defectIsAFailedSpanThatQuotesNothing() throws Exception {
    String trace = newTrace();

    var answer = get(recording, "/broken", parent(trace, "01"));

    assertThat(answer.statusCode()).isEqualTo(500);
    await().until(() -> !receiver.trace(trace).isEmpty());
    Exported span = receiver.trace(trace).getFirst();
    assertThat(span.span().getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(span.attributes()).containsEntry("error.type", "500");
    assertThat(span.toString()).doesNotContain("secret");
  }

  @Test
  void answerToADefectAndItsLogTellTheTraceOfTheRequest() throws Exception {
    for (EmbeddedServer server : List.of(recording, silent)) {
      String trace = newTrace();

      assertThat(get(server, "/broken", parent(trace, "01")).body())
          .isEqualTo("told " + trace + ", logged " + trace);
      assertThat(get(server, "/broken", null).body()).matches("told ([0-9a-f]{32}), logged \\1");
    }
  }

  @Test
  void whoDoesNotWantToBeRecordedIsNot() throws Exception {
    String unsampled = newTrace();
    String sampled = newTrace();

    assertThat(get(recording, "/relayed", parent(unsampled, "00")).body()).contains(unsampled);
    assertThat(get(recording, "/relayed", parent(sampled, "01")).body()).contains(sampled);

    await().until(() -> receiver.trace(sampled).size() == 3);
    assertThat(receiver.trace(unsampled)).isEmpty();
  }

  @Test
  void malformedParentBeginsANewTrace() throws Exception {
    String trace = newTrace();

    String logged = get(recording, "/logged/x", "00-" + trace + "-nonsense-01").body();

    assertThat(logged).matches("[0-9a-f]{32}").isNotEqualTo(trace);
    await().until(() -> !receiver.trace(logged).isEmpty());
    assertThat(receiver.trace(logged).getFirst().parentId()).isEmpty();
  }

  @Test
  void withoutExporterTheTraceIsPassedOnAsItCame() throws Exception {
    String parent = parent(newTrace(), "01");

    assertThat(get(silent, "/relayed", parent).body()).isEqualTo(parent);
  }

  @Test
  void withoutExporterThereIsATraceIdNevertheless() throws Exception {
    assertThat(get(silent, "/logged/x", null).body()).matches("[0-9a-f]{32}");
    assertThat(get(silent, "/relayed", null).body()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
  }

  @Test
  void requestsDoNotSeeEachOthersTraces() throws Exception {
    for (EmbeddedServer server : List.of(recording, silent)) {
      List<String> traces = new ArrayList<>();
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        String trace = newTrace();
        traces.add(trace);
        String parent = i % 2 == 0 ? parent(trace, "01") : null;
        answers.add(
            client.sendAsync(
                request(server, "/logged/x", parent), HttpResponse.BodyHandlers.ofString()));
      }
      for (int i = 0; i < answers.size(); i++) {
        String logged = answers.get(i).get().body();
        if (i % 2 == 0) {
          assertThat(logged).isEqualTo(traces.get(i));
        } else {
          assertThat(logged).matches("[0-9a-f]{32}").isNotIn(traces);
        }
      }
    }
  }

  private static Exported spans(String trace, SpanKind kind, String name) {
    return receiver.trace(trace).stream()
        .filter(span -> span.kind() == kind && span.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static HttpResponse<String> get(
      EmbeddedServer server, String path, @Nullable String parent) throws Exception {
    return client.send(request(server, path, parent), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest request(EmbeddedServer server, String path, @Nullable String parent) {
    var request = HttpRequest.newBuilder(URI.create(server.getURL() + path));
    if (parent != null) {
      request.header("traceparent", parent);
    }
    return request.build();
  }

  private static String newTrace() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private static String parent(String trace, String flags) {
    return "00-" + trace + "-00f067aa0ba902b7-" + flags;
  }
}
