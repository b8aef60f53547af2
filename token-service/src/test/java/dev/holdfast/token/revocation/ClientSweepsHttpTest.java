package dev.holdfast.token.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.events.TokenEvent.AccessEpoch;
import dev.holdfast.contracts.events.TokenEvent.GrantRevoked;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.revocation.EpochReason;
import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.contracts.revocation.RevokeClient;
import dev.holdfast.testsupport.Races;
import dev.holdfast.token.GrantRequests;
import dev.holdfast.token.grants.Grants;
import dev.holdfast.token.transaction.Transactions;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ClientSweepsHttpTest extends SweepsScene {

  @Test
  void deletionEndsTheGrantsOfAllUsersOfExactlyThatClient() {
    String one = issue(id());
    String two = issue(id());
    List<String> others =
        List.of(issue(id() + " "), issue(id().toUpperCase(Locale.ROOT)), issue("mcp-b"));

    RevocationResult result = revocations.revokeClient(order());

    assertThat(result.revoked()).isEqualTo(Map.of(id(), 2));
    assertThat(List.of(one, two)).noneMatch(this::isActive);
    assertThat(others).allMatch(this::isActive);
    assertThat(endings())
        .hasSize(2)
        .allSatisfy(event -> assertThat(event.reason()).isEqualTo(EndReason.CLIENT_DELETED))
        .allSatisfy(event -> assertThat(event.cause()).isNotBlank());
  }

  @Test
  void tokensThatSpeakForTheClientItselfEndToo() {
    revocations.revokeClient(order());

    assertThat(server.events(AccessEpoch.class, subject))
        .singleElement()
        .satisfies(
            epoch -> {
              assertThat(epoch.header().time()).isEqualTo(now);
              assertThat(epoch.reason()).isEqualTo(EpochReason.CLIENT_DELETED);
            });
  }

  @Test
  void repeatedAndLateDeletionEndsNothingNewer() {
    issue(id());
    RevokeClient order = order();
    RevocationResult first = revocations.revokeClient(order);
    String since =
        grants.issue(GrantRequests.refreshable(server.someone(), id(), now)).grant().gid();

    assertThat(revocations.revokeClient(order)).isEqualTo(first);
    assertThat(revocations.revokeClient(order()).revoked()).isEmpty();
    assertThat(isActive(since)).isTrue();
  }

  @Test
  void clientWithMoreGrantsThanOneStepEndsWholly() {
    issueMany(450);

    assertThat(revocations.revokeClient(order()).revoked()).isEqualTo(Map.of(id(), 450));
    assertThat(endings()).hasSize(450);
  }

  @Test
  void whatACrashLeftHalfDoneGoesOnAndCountsWhatWasDone() {
    issueMany(3);
    RevokeClient order = order();
    SweepLog log = server.get(SweepLog.class);
    var halfDone =
        new Progress(
            new RevocationResult(new TreeMap<>(Map.of(id(), 200)), new TreeMap<>()), false);
    server
        .get(Transactions.class)
        .write(
            () -> {
              log.resume(order.eventId(), SweepKind.CLIENT, now);
              log.note(order.eventId(), SweepKind.CLIENT, halfDone);
              return halfDone;
            });

    assertThat(revocations.revokeClient(order).revoked()).isEqualTo(Map.of(id(), 203));
    assertThat(endings()).hasSize(3);
  }

  @RepeatedTest(3)
  void replicasThatApplyOneDeletionShareTheWork() {
    issueMany(250);
    RevokeClient order = order();
    ClientSweeps here = server.get(ClientSweeps.class);
    ClientSweeps there = replica.get(ClientSweeps.class);
    double before = counted(server, "client") + counted(replica, "client");

    var outcomes = Races.run(6, i -> () -> (i % 2 == 0 ? here : there).apply(order));

    assertThat(Races.failures(outcomes)).isEmpty();
    assertThat(Races.values(outcomes))
        .allSatisfy(result -> assertThat(result.revoked()).isEqualTo(Map.of(id(), 250)));
    assertThat(endings()).hasSize(250);
    assertThat(counted(server, "client") + counted(replica, "client")).isEqualTo(before + 250);
    assertThat(server.events(AccessEpoch.class, subject)).hasSize(1);
  }

  @Test
  void grantsOfAClientAreFoundByAnIndex() throws SQLException {
    issueMany(20);
    try (var connection = server.schema().dataSource().getConnection();
        var sql =
            connection.prepareStatement(
                """
                EXPLAIN FORMAT=TRADITIONAL SELECT * FROM grants
                WHERE issuer = ? AND client_id = ? AND ended_at IS NULL
                  AND issued_at < NOW() AND expires_at > NOW()
                ORDER BY gid LIMIT 200
                """)) {
      sql.setString(1, subject.issuer());
      sql.setString(2, "nobody");
      try (var plan = sql.executeQuery()) {
        assertThat(plan.next()).isTrue();
        assertThat(plan.getString("key")).isEqualTo("grants_by_client");
      }
    }
  }

  private String id() {
    return subject.subject();
  }

  private String issue(String clientId) {
    return grants
        .issue(GrantRequests.refreshable(server.someone(), clientId, now.minusMillis(1)))
        .grant()
        .gid();
  }

  private void issueMany(int count) {
    Grants direct = server.get(Grants.class);
    IntStream.range(0, count)
        .forEach(_ -> direct.issue(GrantRequests.once(server.someone(), id(), now.minusMillis(1))));
  }

  private boolean isActive(String gid) {
    return grants.status(gid).active();
  }

  private List<GrantRevoked> endings() {
    return server.events().stream()
        .filter(GrantRevoked.class::isInstance)
        .map(GrantRevoked.class::cast)
        .filter(event -> event.clientId().equals(id()))
        .toList();
  }

  private RevokeClient order() {
    return new RevokeClient(UUID.randomUUID().toString(), subject, now);
  }
}
