package dev.holdfast.acceptance.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Tokens;
import dev.holdfast.testsupport.TraceReceiver.Exported;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A collector sees what every service did for one cause. */
final class TraceTest extends Story {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void loginElsewhereIsOneTraceFromTheAuthserverThroughKafkaToTheGateway() {
    User user = newUser();
    OAuthClient console = console();
    Tokens older = signIn(console, user);
    Instant begun = Instant.now();

    Tokens newer = signIn(console, user);

    await().atMost(PATIENCE).until(() -> swept(begun).isPresent());
    List<Exported> trace = swept(begun).orElseThrow();
    Map<String, Exported> spans =
        trace.stream().collect(Collectors.toMap(Exported::id, Function.identity()));
    Exported last = handled(trace, "mcp-gateway", "process holdfast.tokens").orElseThrow();
    assertThat(path(last, spans))
        .containsSubsequence(
            "mcp-gateway: process holdfast.tokens",
            "token-service: send holdfast.tokens",
            "token-service: POST /revocations",
            "revocation-listener: POST /revocations",
            "revocation-listener: process holdfast.identity",
            "authserver: send holdfast.identity",
            "authserver: POST /login");
    assertThat(last.attributes()).containsKey("cloudevents.event_type");
    assertNowhere(older, newer);
  }

  @Test
  void callOfAToolIsOneTraceFromTheGatewayToTheServer() {
    User user = newUser();
    Tokens tokens = signIn(mcpClient("stub"), user);
    String session = mcp("stub").initialize(tokens.accessToken());
    String trace = UUID.randomUUID().toString().replace("-", "");
    String message =
        RawMcp.call("echo")
            .replace(
                "\"arguments\"",
                "\"_meta\":{\"traceparent\":\"00-%s-00f067aa0ba902b7-01\"},\"arguments\""
                    .formatted(trace));

    assertThat(mcp("stub").post(tokens.accessToken(), session, message).statusCode())
        .isEqualTo(200);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(running.traces().trace(trace))
                    .extracting(Exported::name)
                    .contains("tools/call echo", "POST"));
    Exported exchange =
        running.traces().trace(trace).stream()
            .filter(span -> span.name().equals("POST"))
            .findFirst()
            .orElseThrow();
    assertThat(running.stub().seen().stream().filter(one -> one.body().equals(message)))
        .singleElement()
        .satisfies(
            seen ->
                assertThat(seen.headers())
                    .containsEntry("traceparent", "00-" + trace + "-" + exchange.id() + "-01"));
    assertNowhere(tokens);
    assertThat(running.traces().spans()).noneMatch(span -> span.toString().contains(session));
  }

  private void assertNowhere(Tokens... all) {
    for (Tokens tokens : all) {
      String access = tokens.accessToken().reveal();
      String refresh = refreshToken(tokens).reveal();
      assertThat(running.traces().spans())
          .noneMatch(span -> span.toString().contains(access) || span.toString().contains(refresh));
    }
  }

  /** The trace of a login since that instant that has come to the gateway. */
  private Optional<List<Exported>> swept(Instant since) {
    long begin = TimeUnit.SECONDS.toNanos(since.getEpochSecond()) + since.getNano();
    return running.traces().spans().stream()
        .filter(span -> span.service().equals("authserver") && span.name().equals("POST /login"))
        .filter(span -> span.span().getStartTimeUnixNano() >= begin)
        .map(span -> running.traces().trace(span.traceId()))
        .filter(trace -> isWhole(trace))
        .findFirst();
  }

  private static boolean isWhole(List<Exported> trace) {
    return handled(trace, "mcp-gateway", "process holdfast.tokens").isPresent()
        && handled(trace, "token-service", "POST /revocations").isPresent()
        && handled(trace, "token-service", "send holdfast.tokens").isPresent()
        && handled(trace, "revocation-listener", "POST /revocations").isPresent()
        && handled(trace, "revocation-listener", "process holdfast.identity").isPresent()
        && handled(trace, "authserver", "send holdfast.identity").isPresent();
  }

  private static Optional<Exported> handled(List<Exported> trace, String service, String name) {
    return trace.stream()
        .filter(span -> span.service().equals(service) && span.name().equals(name))
        .findFirst();
  }

  /** From a span to its root. */
  private static List<String> path(Exported span, Map<String, Exported> all) {
    return Stream.iterate(
            Optional.of(span),
            Optional::isPresent,
            one -> one.flatMap(child -> Optional.ofNullable(all.get(child.parentId()))))
        .flatMap(Optional::stream)
        .map(one -> one.service() + ": " + one.name())
        .toList();
  }
}
