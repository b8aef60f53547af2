package dev.holdfast.token.grants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.events.TokenEvent.GrantRevoked;
import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.grants.RefreshGrant;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.testsupport.Races;
import dev.holdfast.token.GrantRequests;
import dev.holdfast.token.TokenServer;
import dev.holdfast.token.grants.RefreshOutcome.Kept;
import dev.holdfast.token.grants.RefreshOutcome.Reason;
import dev.holdfast.token.grants.RefreshOutcome.Refused;
import dev.holdfast.token.grants.RefreshOutcome.Replayed;
import dev.holdfast.token.grants.RefreshOutcome.Rotated;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A token that has just been issued by an exchange is not exchanged again for a moment. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RotationPauseTest {

  private static final String CLIENT = "mcp-client";
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration LEEWAY = Duration.ofSeconds(10);

  private TokenServer server;
  private Grants grants;
  private SubjectId subject;

  @BeforeAll
  void start(@TempDir Path keys) {
    server =
        TokenServer.start(
            keys, Map.of("holdfast.token.grants.rotation-pause", PAUSE.toSeconds() + "s"));
    grants = server.get(Grants.class);
    subject = server.someone();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  /** The call that is told last that its access token is refused finds the new refresh token. */
  @Test
  void aLateCallDoesNotTakeTheTokenFromThoseThatStillHaveTheOldOne() {
    Secret first = issued();
    GrantTokens rotated = ((Rotated) refresh(first)).tokens();
    Secret second = token(rotated);

    assertThat(refresh(second)).isEqualTo(new Kept(rotated));
    assertThat(refresh(first)).isEqualTo(new Replayed(rotated));
    assertThat(refresh(second)).isEqualTo(new Kept(rotated));
  }

  @Test
  void itIsExchangedWhenThePauseIsOver() {
    Secret first = issued();
    Secret second = token(((Rotated) refresh(first)).tokens());
    server.clock().advance(PAUSE.minusMillis(1));
    assertThat(refresh(second)).isInstanceOf(Kept.class);
    server.clock().advance(Duration.ofMillis(1));

    Secret third = token(((Rotated) refresh(second)).tokens());

    assertThat(third).isNotEqualTo(second);
    assertThat(refresh(first)).isEqualTo(new Refused(Reason.REUSED));
    assertThat(refresh(third)).isEqualTo(new Refused(Reason.ENDED));
  }

  /** Being kept is no use that would make the old token live any longer. */
  @Test
  void theLeewayOfTheOldTokenIsAsLongAsEver() {
    Secret first = issued();
    Secret second = token(((Rotated) refresh(first)).tokens());
    server.clock().advance(PAUSE.dividedBy(2));
    assertThat(refresh(second)).isInstanceOf(Kept.class);
    server.clock().advance(LEEWAY.minus(PAUSE.dividedBy(2)));

    assertThat(refresh(first)).isEqualTo(new Refused(Reason.REUSED));
  }

  @Test
  void theFirstTokenOfAGrantIsExchangedAtOnce() {
    assertThat(refresh(issued())).isInstanceOf(Rotated.class);
  }

  /** As a client without a lock of its own: each call presents what is saved at that moment. */
  @RepeatedTest(20)
  void callsThatRefreshWhateverIsSavedSignNobodyOut() {
    SubjectId someone = server.someone();
    GrantTokens issued = issue(someone);
    AtomicReference<Secret> saved = new AtomicReference<>(token(issued));

    var outcomes =
        Races.run(
            20,
            () -> {
              RefreshOutcome outcome = refresh(someone, saved.get());
              tokens(outcome).ifPresent(saved::set);
              return outcome;
            });

    assertThat(Races.values(outcomes)).hasSize(20).noneMatch(Refused.class::isInstance);
    assertThat(server.events(GrantRevoked.class, someone)).isEmpty();
    assertThat(grants.isActive(issued.grant().gid(), someone.issuer())).isTrue();
  }

  private static Optional<Secret> tokens(RefreshOutcome outcome) {
    return switch (outcome) {
      case Rotated(GrantTokens tokens) -> Optional.of(token(tokens));
      case Replayed(GrantTokens tokens) -> Optional.of(token(tokens));
      case Kept(GrantTokens tokens) -> Optional.of(token(tokens));
      case Refused _ -> Optional.empty();
    };
  }

  private Secret issued() {
    return token(issue(subject));
  }

  private GrantTokens issue(SubjectId of) {
    return grants.issue(GrantRequests.refreshable(of, CLIENT, server.clock().instant()));
  }

  private RefreshOutcome refresh(Secret token) {
    return refresh(subject, token);
  }

  private RefreshOutcome refresh(SubjectId of, Secret token) {
    return grants.refresh(new RefreshGrant(token, CLIENT), of.issuer());
  }

  private static Secret token(GrantTokens tokens) {
    return Objects.requireNonNull(tokens.refreshToken());
  }
}
