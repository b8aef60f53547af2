package dev.holdfast.acceptance.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.acceptance.fixture.RunningSystem;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.Topic;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.contracts.events.Decoded;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.events.IdentityEvent.LoginSuccess;
import dev.holdfast.contracts.events.Topics;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Tokens;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Row 9. */
final class ReplayedLoginTest extends Story {

  @Test
  void redeliveredLoginsKillNothingNewer() {
    User user = newUser();
    OAuthClient console = console();
    Tokens swept = signIn(console, user);
    Tokens live = signIn(console, user);
    await()
        .atMost(RunningSystem.T)
        .until(() -> refreshOutcome(console, refreshToken(swept)).equals("invalid_grant"));

    SubjectId subject = new SubjectId(settings.issuer().toString(), user.id());
    try (Topic identity = new Topic(settings.bootstrapServers(), Topics.IDENTITY)) {
      List<byte[]> logins =
          identity.valuesOf(subject).stream().filter(ReplayedLoginTest::isLogin).toList();
      assertThat(logins).hasSize(2);
      logins.forEach(login -> identity.send(subject, login));
      await().until(() -> identity.lag("revocation-listener") == 0);
    }

    assertThat(refreshOutcome(console, refreshToken(live))).isEqualTo("ok");
  }

  private static boolean isLogin(byte[] value) {
    return new EventCodec().decode(value) instanceof Decoded.Known(LoginSuccess _);
  }
}
