package dev.holdfast.token.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.events.TokenEvent.GrantRevoked;
import dev.holdfast.contracts.events.TokenEvent.RefreshReused;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.grants.RefreshGrant;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.testsupport.Races;
import dev.holdfast.token.GrantRequests;
import dev.holdfast.token.HeldLock;
import dev.holdfast.token.TokenServer;
import dev.holdfast.token.grants.RefreshOutcome.Kept;
import dev.holdfast.token.grants.RefreshOutcome.Refused;
import dev.holdfast.token.grants.RefreshOutcome.Replayed;
import dev.holdfast.token.grants.RefreshOutcome.Rotated;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RotationRaceTest {

  private static final String CLIENT = "mcp-client";

  private TokenServer server;
  private Grants grants;

  @BeforeAll
  void start(@TempDir Path keys) {
    server = TokenServer.start(keys);
    grants = server.get(Grants.class);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @RepeatedTest(50)
  void parallelRefreshesOfOneTokenEndWithOneUsablePair() {
    SubjectId subject = server.someone();
    Secret token = token(issue(subject));

    var outcomes = Races.values(Races.run(20, () -> refresh(subject, token)));

    assertThat(outcomes).hasSize(20);
    assertThat(outcomes).filteredOn(Rotated.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(Replayed.class::isInstance).hasSize(19);
    List<GrantTokens> pairs = outcomes.stream().flatMap(RotationRaceTest::tokens).toList();
    assertThat(pairs).allSatisfy(pair -> assertThat(pair).isEqualTo(pairs.getFirst()));
    assertThat(refresh(subject, token(pairs.getFirst()))).isInstanceOf(Rotated.class);
    assertThat(server.events(GrantRevoked.class, subject)).isEmpty();
  }

  @RepeatedTest(10)
  void grantEndedDuringRefreshesStaysEnded() {
    SubjectId subject = server.someone();
    GrantTokens issued = issue(subject);

    var outcomes =
        Races.run(
            8,
            number ->
                () -> {
                  if (number == 0) {
                    grants.end(issued.grant().gid(), EndReason.LOGOUT, subject.issuer());
                    return new Refused(RefreshOutcome.Reason.ENDED);
                  }
                  return refresh(subject, token(issued));
                });

    assertThat(Races.failures(outcomes)).isEmpty();
    assertThat(grants.isActive(issued.grant().gid(), subject.issuer())).isFalse();
    assertThat(Races.values(outcomes).stream().flatMap(RotationRaceTest::tokens))
        .allSatisfy(pair -> assertThat(refresh(subject, token(pair))).isInstanceOf(Refused.class));
    assertThat(server.events(GrantRevoked.class, subject)).hasSize(1);
  }

  @Test
  void replayOfAGrantThatIsForgottenMeanwhileIsRefused() throws Exception {
    SubjectId subject = server.someone();
    GrantTokens issued = issue(subject);
    assertThat(refresh(subject, token(issued))).isInstanceOf(Rotated.class);
    server.clock().advance(Duration.ofSeconds(11));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var forgetting =
            HeldLock.by(
                server.schema(),
                "DELETE FROM grants WHERE gid = '%s'".formatted(issued.grant().gid()))) {
      var replay = threads.submit(() -> refresh(subject, token(issued)));
      await().until(() -> forgetting.keepsWaiting("grants", "FOR UPDATE"));
      forgetting.commit();

      assertThat(replay.get(10, TimeUnit.SECONDS))
          .isEqualTo(new Refused(RefreshOutcome.Reason.ENDED));
    }
    assertThat(server.events(RefreshReused.class, subject)).isEmpty();
    assertThat(server.events(GrantRevoked.class, subject)).isEmpty();
  }

  private GrantTokens issue(SubjectId subject) {
    return grants.issue(GrantRequests.refreshable(subject, CLIENT, server.clock().instant()));
  }

  private RefreshOutcome refresh(SubjectId subject, Secret token) {
    return grants.refresh(new RefreshGrant(token, CLIENT), subject.issuer());
  }

  private static Secret token(GrantTokens tokens) {
    return Objects.requireNonNull(tokens.refreshToken());
  }

  private static Stream<GrantTokens> tokens(RefreshOutcome outcome) {
    return switch (outcome) {
      case Rotated(GrantTokens tokens) -> Stream.of(tokens);
      case Replayed(GrantTokens tokens) -> Stream.of(tokens);
      case Kept(GrantTokens tokens) -> Stream.of(tokens);
      case Refused _ -> Stream.empty();
    };
  }
}
