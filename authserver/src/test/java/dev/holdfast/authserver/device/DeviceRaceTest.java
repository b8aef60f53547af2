package dev.holdfast.authserver.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.Device;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.testsupport.Races;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;

class DeviceRaceTest {

  @RepeatedTest(5)
  void ofTwentyPollersOneGetsTokens() {
    var device = Device.approved("alice", "wonderland");

    List<HttpResponse<String>> answers = Races.values(Races.run(20, device::poll));

    assertThat(answers).hasSize(20);
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() != 200)
        .allSatisfy(
            answer -> assertThat(OAuthClient.string(answer, "error")).isEqualTo("invalid_grant"));
  }

  @RepeatedTest(5)
  void ofTwentyImpatientPollsOneIsInTime() {
    var device = Device.begin();

    List<String> errors = Races.values(Races.run(20, device::error));

    assertThat(errors).hasSize(20);
    assertThat(errors).filteredOn("authorization_pending"::equals).hasSize(1);
    assertThat(errors).filteredOn("slow_down"::equals).hasSize(19);
  }

  @RepeatedTest(5)
  void ofAYesAndANoAtOnceOneCounts() {
    var device = Device.begin();
    var yes = new Browser();
    var no = new Browser();
    var yesPage = yes.enter(device.userCode(), "alice", "wonderland");
    var noPage = no.enter(device.userCode(), "alice", "wonderland");

    List<String> pages =
        Races.values(
            Races.run(
                2,
                caller ->
                    () ->
                        caller == 0
                            ? yes.decideDevice(yesPage, "allow").body()
                            : no.decideDevice(noPage, "deny").body()));

    boolean approved = pages.getFirst().contains("is connected");
    boolean denied = pages.getLast().contains("was refused");
    assertThat(approved).isNotEqualTo(denied);
    Map<String, Object> answer = OAuthClient.json(device.poll());
    assertThat(answer.containsKey("access_token")).isEqualTo(approved);
    assertThat("access_denied".equals(answer.get("error"))).isEqualTo(denied);
  }
}
