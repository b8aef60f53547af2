package dev.holdfast.token.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.events.TokenEvent.AccessEpoch;
import dev.holdfast.contracts.events.TokenEvent.GrantRevoked;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.GrantsApi;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.revocation.EpochReason;
import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.contracts.revocation.RevocationsApi;
import dev.holdfast.contracts.revocation.RevokeClient;
import dev.holdfast.testsupport.Races;
import dev.holdfast.token.Clients.GrantsClient;
import dev.holdfast.token.Clients.RevocationsClient;
import dev.holdfast.token.GrantRequests;
import dev.holdfast.token.TokenServer;
import dev.holdfast.token.grants.Grants;
import dev.holdfast.token.transaction.Transactions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientSweepsHttpTest {

  private TokenServer server;
  private TokenServer replica;
  private GrantsApi grants;
  private RevocationsApi revocations;
  private SubjectId client;
  private Instant deletion;

  @BeforeAll
  void start(@TempDir Path keys) {
    server = TokenServer.start(keys);
    replica = server.replica(keys);
    grants = server.get(GrantsClient.class);
    revocations = server.get(RevocationsClient.class);
  }

  @AfterAll
  void stop() {
    replica.close();
    server.close();
  }

  @BeforeEach
  void setUp() {
    client = server.someone();
    deletion = server.clock().instant();
    server.callWith(
        ServiceScope.GRANTS_WRITE, ServiceScope.GRANTS_READ, ServiceScope.REVOCATIONS_WRITE);
  }

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

    assertThat(server.events(AccessEpoch.class, client))
        .singleElement()
        .satisfies(
            epoch -> {
              assertThat(epoch.header().time()).isEqualTo(deletion);
              assertThat(epoch.reason()).isEqualTo(EpochReason.CLIENT_DELETED);
            });
  }

  @Test
  void repeatedAndLateDeletionEndsNothingNewer() {
    issue(id());
    RevokeClient order = order();
    RevocationResult first = revocations.revokeClient(order);
    String since =
        grants.issue(GrantRequests.refreshable(server.someone(), id(), deletion)).grant().gid();

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
              log.resume(order.eventId(), SweepKind.CLIENT, deletion);
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

    var outcomes = Races.run(6, i -> () -> (i % 2 == 0 ? here : there).apply(order));

    assertThat(Races.failures(outcomes)).isEmpty();
    assertThat(Races.values(outcomes))
        .allSatisfy(result -> assertThat(result.revoked()).isEqualTo(Map.of(id(), 250)));
    assertThat(endings()).hasSize(250);
    assertThat(server.events(AccessEpoch.class, client)).hasSize(1);
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
      sql.setString(1, client.issuer());
      sql.setString(2, "nobody");
      try (var plan = sql.executeQuery()) {
        assertThat(plan.next()).isTrue();
        assertThat(plan.getString("key")).isEqualTo("grants_by_client");
      }
    }
  }

  private String id() {
    return client.subject();
  }

  private String issue(String clientId) {
    return grants
        .issue(GrantRequests.refreshable(server.someone(), clientId, deletion.minusMillis(1)))
        .grant()
        .gid();
  }

  private void issueMany(int count) {
    Grants direct = server.get(Grants.class);
    IntStream.range(0, count)
        .forEach(
            _ -> direct.issue(GrantRequests.once(server.someone(), id(), deletion.minusMillis(1))));
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
    return new RevokeClient(UUID.randomUUID().toString(), client, deletion);
  }
}
