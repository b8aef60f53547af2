package dev.holdfast.acceptance.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.acceptance.fixture.CallLoop;
import dev.holdfast.acceptance.fixture.CallLoop.Call;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.OAuthRefusal;
import dev.holdfast.local.client.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** Row 24. */
final class RestartTest extends Story {

  private static final int OK = 200;
  private static final int REFUSED = 400;

  /** Nobody refreshes while the server is told to stop: a lost answer is another row's. */
  private final ReentrantLock stopping = new ReentrantLock();

  /** Row 24. */
  @Test
  void threeRestartsOfTheAuthserverKeepClientsAndRefreshTokens() {
    OAuthClient client = mcpClient("stub");
    OAuthClient console = console();
    var held = new AtomicReference<>(signIn(client, newUser()));
    var consoleHeld = new AtomicReference<>(signIn(console, newUser()));
    String session = mcp("stub").initialize(held.get().accessToken());
    try (CallLoop calls =
            CallLoop.every(
                Duration.ofMillis(200), () -> call("stub", held.get().accessToken(), session));
        CallLoop refreshes = refreshing(client, held);
        CallLoop consoles = refreshing(console, consoleHeld)) {
      for (int restart = 0; restart < 3; restart++) {
        stop();
        running.system().restart("authserver");
        awaitSuccess(refreshes);
        awaitSuccess(consoles);
        awaitSuccess(calls);
      }
      assertThat(refreshes.calls()).extracting(Call::status).doesNotContain(REFUSED);
      assertThat(consoles.calls()).extracting(Call::status).doesNotContain(REFUSED);
    }
  }

  private void stop() {
    stopping.lock();
    try {
      running.system().part("authserver").close();
    } finally {
      stopping.unlock();
    }
  }

  private CallLoop refreshing(OAuthClient client, AtomicReference<Tokens> held) {
    return CallLoop.every(Duration.ofMillis(500), () -> refresh(client, held));
  }

  private int refresh(OAuthClient client, AtomicReference<Tokens> held) {
    stopping.lock();
    try {
      held.set(client.refresh(refreshToken(held.get())));
      return OK;
    } catch (OAuthRefusal e) {
      return e.error().equals("invalid_grant") ? REFUSED : 0;
    } finally {
      stopping.unlock();
    }
  }

  /** Of a call that began from now on. */
  private static void awaitSuccess(CallLoop loop) {
    int before = loop.calls().size();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              List<Call> since = loop.calls().subList(before, loop.calls().size());
              return since.size() > 1 && since.getLast().status() == OK;
            });
  }
}
