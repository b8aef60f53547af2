package dev.holdfast.token.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.events.TokenEvent.GrantRevoked;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.GrantsApi;
import dev.holdfast.contracts.grants.IssueGrant;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.contracts.revocation.RevocationsApi;
import dev.holdfast.contracts.revocation.RevokeGrants;
import dev.holdfast.testsupport.Races;
import dev.holdfast.token.Clients.GrantsClient;
import dev.holdfast.token.Clients.RevocationsClient;
import dev.holdfast.token.GrantRequests;
import dev.holdfast.token.TokenServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SweepsHttpTest {

  private TokenServer server;
  private GrantsApi grants;
  private RevocationsApi revocations;
  private SubjectId subject;
  private Instant login;

  @BeforeAll
  void start(@TempDir Path keys) {
    server = TokenServer.start(keys);
    grants = server.get(GrantsClient.class);
    revocations = server.get(RevocationsClient.class);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @BeforeEach
  void setUp() {
    subject = server.someone();
    login = server.clock().instant();
    server.callWith(
        ServiceScope.GRANTS_WRITE, ServiceScope.GRANTS_READ, ServiceScope.REVOCATIONS_WRITE);
  }

  @Test
  void loginEndsOlderGrantsOfTheConfiguredClientsOnly() {
    String old = issue("console", "sid-old", login.minusMillis(1));
    String assistant = issue("assistant", "sid-old", login.minusMillis(1));
    String own = issue("console", "sid-new", login.minusMillis(1));
    String simultaneous = issue("console", "sid-other", login);

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
    issue("console", "sid-1", login.minusMillis(1));
    issue("assistant", "sid-2", login.minusMillis(1));
    SubjectId other = server.someone();
    String spared =
        grants
            .issue(GrantRequests.refreshable(other, "console", login.minusMillis(1)))
            .grant()
            .gid();

    RevocationResult result = revocations.revoke(sweep(UUID.randomUUID().toString(), null));

    assertThat(result.revoked()).isEqualTo(Map.of("console", 1, "assistant", 1));
    assertThat(result.spared()).isEmpty();
    assertThat(isActive(spared)).isTrue();
  }

  @Test
  void repeatedEventChangesNothingAndAnswersTheSame() {
    issue("console", "sid-1", login.minusMillis(1));
    RevokeGrants sweep = login("console");
    RevocationResult first = revocations.revoke(sweep);
    String later = issue("console", "sid-2", login.minusMillis(1));

    assertThat(revocations.revoke(sweep)).isEqualTo(first);
    assertThat(isActive(later)).isTrue();
  }

  @RepeatedTest(5)
  void concurrentRepetitionsOfOneEventAreOneSweep() {
    for (int i = 0; i < 3; i++) {
      issue("console", "sid-" + i, login.minusMillis(1));
    }
    String event = UUID.randomUUID().toString();
    Sweeps sweeps = server.get(Sweeps.class);

    var outcomes = Races.run(8, () -> sweeps.apply(sweep(event, null)));

    assertThat(Races.failures(outcomes)).isEmpty();
    assertThat(new HashSet<>(Races.values(outcomes)))
        .singleElement()
        .satisfies(result -> assertThat(result.revoked()).isEqualTo(Map.of("console", 3)));
    assertThat(server.events(GrantRevoked.class, subject)).hasSize(3);
  }

  private String issue(String clientId, String sid, Instant issuedAt) {
    IssueGrant request = GrantRequests.inSession(subject, clientId, sid, issuedAt);
    return grants.issue(request).grant().gid();
  }

  private boolean isActive(String gid) {
    return grants.status(gid).active();
  }

  private RevokeGrants login(String clientId) {
    return new RevokeGrants(
        UUID.randomUUID().toString(),
        subject,
        new TreeSet<>(Set.of(clientId)),
        login,
        "sid-new",
        EndReason.LOGIN_ELSEWHERE);
  }

  private RevokeGrants sweep(String event, @Nullable String sparedSid) {
    return new RevokeGrants(event, subject, null, login, sparedSid, EndReason.USER_LOCKED);
  }
}
