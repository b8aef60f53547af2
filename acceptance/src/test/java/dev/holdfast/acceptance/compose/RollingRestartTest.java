package dev.holdfast.acceptance.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.acceptance.fixture.CallLoop;
import dev.holdfast.acceptance.fixture.CallLoop.Call;
import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two replicas of each service behind HAProxy: while every one of them is stopped and started
 * again, tools are called and tokens refreshed, and no call fails.
 */
final class RollingRestartTest {

  private static final List<String> SERVICES =
      List.of("token-service", "authserver", "revocation-listener", "mcp-gateway");
  private static final Duration CALLS = Duration.ofMillis(100);
  private static final Duration REFRESHES = Duration.ofMillis(500);

  private static Project project = Project.none();

  @BeforeAll
  static void up() {
    Engine.assumeComplete("haproxy:3.2");
    project = Project.withReplicas();
    project.up();
  }

  @AfterAll
  static void down() {
    project.down();
  }

  @Test
  void noCallFails() {
    OAuthClient client = project.client();
    AtomicReference<Tokens> held = new AtomicReference<>(project.signIn(client));
    RawMcp plain = new RawMcp(project.compose().gateway().resolve("/mcp/plain"));
    String session = plain.initialize(held.get().accessToken());

    CallLoop refreshes = CallLoop.every(REFRESHES, () -> refresh(client, held));
    CallLoop calls =
        CallLoop.every(
            CALLS,
            () -> plain.post(held.get().accessToken(), session, RawMcp.call("echo")).statusCode());
    try (refreshes;
        calls) {
      await().until(() -> calls.calls().size() > 10);
      SERVICES.forEach(RollingRestartTest::restartOneByOne);
    }

    assertThat(failed(calls)).as("of %d calls", calls.calls().size()).isEmpty();
    assertThat(failed(refreshes)).as("of %d refreshes", refreshes.calls().size()).isEmpty();
  }

  private static int refresh(OAuthClient client, AtomicReference<Tokens> held) {
    Secret token = Objects.requireNonNull(held.get().refreshToken());
    held.set(client.refresh(token));
    return 200;
  }

  private static List<Call> failed(CallLoop loop) {
    return loop.calls().stream().filter(call -> call.status() != 200).toList();
  }

  private static void restartOneByOne(String service) {
    List<String> replicas = project.containers(service);
    assertThat(replicas).hasSize(2);
    for (String replica : replicas) {
      project.restart(replica);
    }
  }
}
