package dev.holdfast.authserver.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.MemoryGrants;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.testsupport.Races;
import dev.holdfast.testsupport.Races.Outcome;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RedemptionRaceTest {

  private final MemoryGrants grants = Server.bean(MemoryGrants.class);

  @AfterEach
  void restore() {
    grants.beforeAnswer = () -> {};
  }

  @RepeatedTest(5)
  void ofTwentyCallersOneGetsTokensAndTheGrantIsEnded() {
    Map<String, String> form = OAuthClient.redemption(OAuthClient.code("alice", "wonderland"));

    List<HttpResponse<String>> answers =
        Races.run(20, () -> OAuthClient.token(form)).stream()
            .map(RedemptionRaceTest::returned)
            .toList();

    List<HttpResponse<String>> winners =
        answers.stream().filter(answer -> answer.statusCode() == 200).toList();
    assertThat(winners).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() != 200)
        .allSatisfy(
            answer -> assertThat(OAuthClient.string(answer, "error")).isEqualTo("invalid_grant"));
    assertThat(grants.ended).containsEntry(gid(winners.getFirst()), EndReason.CODE_REPLAYED);
  }

  @Test
  void aSecondUseEndsWhatTheFirstGave() {
    Map<String, String> form = OAuthClient.redemption(OAuthClient.code("alice", "wonderland"));
    HttpResponse<String> first = OAuthClient.token(form);
    assertThat(grants.live).containsKey(gid(first));

    assertThat(OAuthClient.string(OAuthClient.token(form), "error")).isEqualTo("invalid_grant");
    assertThat(grants.ended).containsEntry(gid(first), EndReason.CODE_REPLAYED);
    String refreshToken = OAuthClient.string(first, "refresh_token");
    assertThat(OAuthClient.string(OAuthClient.token(OAuthClient.refresh(refreshToken)), "error"))
        .isEqualTo("invalid_grant");
  }

  @Test
  void aReplayBeforeTheGrantIsNotedEndsItToo() {
    Map<String, String> form = OAuthClient.redemption(OAuthClient.code("alice", "wonderland"));
    List<String> replay = new CopyOnWriteArrayList<>();
    grants.beforeAnswer = () -> replay.add(OAuthClient.string(OAuthClient.token(form), "error"));

    HttpResponse<String> first = OAuthClient.token(form);

    assertThat(replay).containsExactly("invalid_grant");
    assertThat(grants.ended).containsEntry(gid(first), EndReason.CODE_REPLAYED);
  }

  private static String gid(HttpResponse<String> tokens) {
    var claims = OAuthClient.claims(OAuthClient.string(tokens, "access_token"));
    return String.valueOf(claims.getClaim("gid"));
  }

  private static HttpResponse<String> returned(Outcome<HttpResponse<String>> outcome) {
    return switch (outcome) {
      case Outcome.Returned<HttpResponse<String>>(HttpResponse<String> answer) -> answer;
      case Outcome.Threw<HttpResponse<String>>(Throwable cause) -> throw new AssertionError(cause);
    };
  }
}
