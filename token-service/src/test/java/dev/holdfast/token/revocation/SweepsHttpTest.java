package dev.holdfast.token.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.contracts.events.TokenEvent.AccessEpoch;
import dev.holdfast.contracts.events.TokenEvent.GrantRevoked;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.IssueGrant;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.contracts.revocation.RevokeGrants;
import dev.holdfast.testsupport.Races;
import dev.holdfast.token.GrantRequests;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SweepsHttpTest extends SweepsScene {

  @Test
  void loginEndsOlderGrantsOfTheConfiguredClientsOnly() {
    String old = issue("console", "sid-old", now.minusMillis(1));
    String assistant = issue("assistant", "sid-old", now.minusMillis(1));
    String own = issue("console", "sid-new", now.minusMillis(1));
    String simultaneous = issue("console", "sid-other", now);

    RevocationResult result = revocations.revoke(login("console"));

    assertThat(result.revoked()).isEqualTo(Map.of("console", 1));
    assertThat(result.spared()).isEqualTo(Map.of("assistant", 1, "console", 2));
    assertThat(isActive(old)).isFalse();
    assertThat(Set.of(assistant, own, simultaneous)).allMatch(this::isActive);
    assertThat(server.events(GrantRevoked.class, subject))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.gid()).isEqualTo(old);
              assertThat(event.reason()).isEqualTo(EndReason.LOGIN_ELSEWHERE);
              assertThat(event.cause()).isNotBlank();
            });
  }

  @Test
  void lockEndsEverythingOfThatUserAndNothingOfAnother() {
    issue("console", "sid-1", now.minusMillis(1));
    issue("assistant", "sid-2", now.minusMillis(1));
    SubjectId other = server.someone();
    String spared =
        grants.issue(GrantRequests.refreshable(other, "console", now.minusMillis(1))).grant().gid();

    RevocationResult result = revocations.revoke(sweep(event(), null));

    assertThat(result.revoked()).isEqualTo(Map.of("console", 1, "assistant", 1));
    assertThat(result.spared()).isEmpty();
    assertThat(isActive(spared)).isTrue();
  }

  @Test
  void repeatedEventChangesNothingAndAnswersTheSame() {
    issue("console", "sid-1", now.minusMillis(1));
    RevokeGrants sweep = login("console");
    RevocationResult first = revocations.revoke(sweep);
    String later = issue("console", "sid-2", now.minusMillis(1));

    assertThat(revocations.revoke(sweep)).isEqualTo(first);
    assertThat(isActive(later)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "USER_LOCKED",
        "USER_DISABLED",
        "USER_DELETED",
        "CREDENTIALS_CHANGED",
        "PROVIDER_UNLINKED"
      })
  void killEndsGrantsAndTokensWithoutOneUpToItsInstant(EndReason reason) {
    String old = issue("console", "sid-1", now.minusMillis(1));
    String later = issue("console", "sid-2", now);
    var kill = new RevokeGrants(event(), subject, null, now, null, reason);

    assertThat(revocations.revoke(kill)).isEqualTo(revocations.revoke(kill));

    assertThat(isActive(old)).isFalse();
    assertThat(isActive(later)).isTrue();
    assertThat(server.events(AccessEpoch.class, subject))
        .singleElement()
        .satisfies(
            epoch -> {
              assertThat(epoch.header().time()).isEqualTo(now);
              assertThat(epoch.reason().name()).isEqualTo(reason.name());
              assertThat(epoch.cause()).isEqualTo(kill.eventId());
            });
    assertThat(grants.status(later).accessEpoch()).isEqualTo(now);
  }

  @Test
  void loginRaisesNoEpoch() {
    issue("console", "sid-1", now.minusMillis(1));
    revocations.revoke(login("console"));

    assertThat(server.events(AccessEpoch.class, subject)).isEmpty();
    assertThat(grants.epoch(subject).accessEpoch()).isNull();
  }

  @Test
  void killThatExemptsSomebodyIsRefused() {
    String gid = issue("console", "sid-1", now.minusMillis(1));

    assertThatThrownBy(() -> revocations.revoke(sweep(event(), "sid-1")))
        .isInstanceOfSatisfying(
            HttpClientResponseException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(400));
    assertThat(isActive(gid)).isTrue();
  }

  @RepeatedTest(5)
  void repetitionsOfOneEventInTwoReplicasAtOnceAreOneSweep() {
    for (int i = 0; i < 3; i++) {
      issue("console", "sid-" + i, now.minusMillis(1));
    }
    String event = event();
    Sweeps sweeps = server.get(Sweeps.class);

    Sweeps others = replica.get(Sweeps.class);
    double before = counted(server, "subject") + counted(replica, "subject");

    var outcomes =
        Races.run(8, i -> () -> (i % 2 == 0 ? sweeps : others).apply(sweep(event, null)));

    assertThat(Races.failures(outcomes)).isEmpty();
    assertThat(new HashSet<>(Races.values(outcomes)))
        .singleElement()
        .satisfies(result -> assertThat(result.revoked()).isEqualTo(Map.of("console", 3)));
    assertThat(server.events(GrantRevoked.class, subject)).hasSize(3);
    assertThat(counted(server, "subject") + counted(replica, "subject")).isEqualTo(before + 3);
    assertThat(server.events(AccessEpoch.class, subject)).hasSize(1);
  }

  private String issue(String clientId, String sid, Instant issuedAt) {
    IssueGrant request = GrantRequests.inSession(subject, clientId, sid, issuedAt);
    return grants.issue(request).grant().gid();
  }

  private static String event() {
    return UUID.randomUUID().toString();
  }

  private boolean isActive(String gid) {
    return grants.status(gid).active();
  }

  private RevokeGrants login(String clientId) {
    return new RevokeGrants(
        UUID.randomUUID().toString(),
        subject,
        new TreeSet<>(Set.of(clientId)),
        now,
        "sid-new",
        EndReason.LOGIN_ELSEWHERE);
  }

  private RevokeGrants sweep(String event, @Nullable String sparedSid) {
    return new RevokeGrants(event, subject, null, now, sparedSid, EndReason.USER_LOCKED);
  }
}
