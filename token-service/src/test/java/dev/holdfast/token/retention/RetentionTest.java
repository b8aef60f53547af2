package dev.holdfast.token.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.grants.EndGrant;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.Grant;
import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.grants.GrantsApi;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.revocation.RevokeGrants;
import dev.holdfast.token.Clients.GrantsClient;
import dev.holdfast.token.Clients.RevocationsClient;
import dev.holdfast.token.GrantRequests;
import dev.holdfast.token.TokenServer;
import dev.holdfast.token.grants.GrantStore;
import dev.holdfast.token.grants.Grants;
import dev.holdfast.token.revocation.SweepKind;
import dev.holdfast.token.revocation.SweepLog;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {

  private TokenServer server;
  private GrantsApi grants;
  private SubjectId subject;

  @BeforeEach
  void start(@TempDir Path keys) {
    server = TokenServer.start(keys);
    grants = server.get(GrantsClient.class);
    subject = server.someone();
    call();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void endedGrantIsForgottenAfterItsRetentionAndNoSooner() {
    GrantTokens ended = issue();
    GrantTokens live = issue();
    grants.end(ended.grant().gid(), new EndGrant(EndReason.LOGOUT));

    pass(Duration.ofDays(29));
    assertThat(isKept(ended.grant())).isTrue();
    pass(Duration.ofDays(2));
    assertThat(isKept(ended.grant())).isFalse();
    assertThat(isKept(live.grant())).isTrue();
  }

  @Test
  void expiredGrantIsForgottenWhenItsAbsoluteLifetimeIsLongOver() {
    GrantTokens unused = issue();

    pass(Duration.ofDays(119));
    assertThat(isKept(unused.grant())).isTrue();
    pass(Duration.ofDays(2));
    assertThat(isKept(unused.grant())).isFalse();
  }

  @Test
  void moreThanABatchIsForgottenAtOnce() {
    IntStream.range(0, 1_001)
        .forEach(
            _ ->
                server
                    .get(Grants.class)
                    .issue(
                        GrantRequests.refreshable(subject, "console", server.clock().instant())));
    server.get(RevocationsClient.class).revoke(kill());
    Grant last = issue().grant();

    pass(Duration.ofDays(31));

    assertThat(server.get(GrantStore.class).forgetEnded(server.clock().instant(), 10)).isZero();
    assertThat(isKept(last)).isTrue();
  }

  @Test
  void sweepIsRememberedAsLongAsAGrantFromBeforeItMayLive() {
    RevokeGrants sweep = kill();
    server.get(RevocationsClient.class).revoke(sweep);

    pass(Duration.ofDays(119));
    assertThat(isRemembered(sweep)).isTrue();
    pass(Duration.ofDays(2));
    assertThat(isRemembered(sweep)).isFalse();
  }

  @Test
  void whatCannotBeForgottenHoldsUpNothingElse() throws SQLException {
    GrantTokens ended = issue();
    RevokeGrants sweep = kill();
    server.get(RevocationsClient.class).revoke(sweep);

    without("revocation", () -> pass(Duration.ofDays(31)));
    assertThat(isKept(ended.grant())).isFalse();
    without("grants", () -> pass(Duration.ofDays(90)));
    assertThat(isRemembered(sweep)).isFalse();
  }

  /** Every statement on this table fails meanwhile. */
  private void without(String table, Runnable work) throws SQLException {
    try (var connection = server.schema().dataSource().getConnection();
        var sql = connection.createStatement()) {
      sql.execute("RENAME TABLE " + table + " TO away");
      try {
        work.run();
      } finally {
        sql.execute("RENAME TABLE away TO " + table);
      }
    }
  }

  private void pass(Duration time) {
    server.clock().advance(time);
    server.get(Retention.class).run();
    call();
  }

  private void call() {
    server.callWith(
        ServiceScope.GRANTS_WRITE, ServiceScope.GRANTS_READ, ServiceScope.REVOCATIONS_WRITE);
  }

  private boolean isKept(Grant grant) {
    return server.get(GrantStore.class).find(grant.gid()).isPresent();
  }

  private boolean isRemembered(RevokeGrants sweep) {
    return server.get(SweepLog.class).result(sweep.eventId(), SweepKind.SUBJECT).isPresent();
  }

  private GrantTokens issue() {
    return grants.issue(GrantRequests.refreshable(subject, "console", server.clock().instant()));
  }

  private RevokeGrants kill() {
    server.clock().advance(Duration.ofMillis(1));
    return new RevokeGrants(
        UUID.randomUUID().toString(),
        subject,
        null,
        server.clock().instant(),
        null,
        EndReason.USER_LOCKED);
  }
}
