package dev.holdfast.token.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.events.TokenEvent.GrantIssued;
import dev.holdfast.contracts.events.TokenEvent.GrantRevoked;
import dev.holdfast.contracts.events.TokenEvent.RefreshReused;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.grants.RefreshGrant;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.revocation.RevokeGrants;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.GrantRequests;
import dev.holdfast.token.HeldLock;
import dev.holdfast.token.TokenProcess;
import dev.holdfast.token.TokenServer;
import dev.holdfast.token.grants.RefreshOutcome.Replayed;
import dev.holdfast.token.grants.RefreshOutcome.Rotated;
import dev.holdfast.token.revocation.Sweeps;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replica is killed at each step of what it does with grants; the caller goes to another one. */
class GrantCrashTest {

  private static final String CLIENT = "mcp-client";

  private TokenServer server;
  private TokenProcess process;
  private SubjectId subject;

  @BeforeEach
  void start(@TempDir Path directory) {
    Path keys = directory.resolve("keys");
    server = TokenServer.start(keys);
    server.callWith(
        ServiceScope.GRANTS_WRITE, ServiceScope.GRANTS_READ, ServiceScope.REVOCATIONS_WRITE);
    process = server.process(keys, Map.of());
    subject = server.someone();
  }

  @AfterEach
  void stop() {
    process.close();
    server.close();
  }

  /** Whether the rotation came about or not, the client's old token brings one usable pair. */
  @Test
  void killedWhileItRotates() throws Exception {
    GrantTokens issued = issue();
    try (var row = holdGrant(issued)) {
      killDuring("/grants/refresh", refreshing(issued), row, "UPDATE grants");
    }

    RefreshOutcome outcome = refresh(issued);
    assertThat(outcome).isInstanceOfAny(Rotated.class, Replayed.class);
    assertUsable(outcome);
  }

  @Test
  void killedBeforeItsAnswerArrives() throws InterruptedException {
    GrantTokens issued = issue();
    HttpResponse<String> lost = server.post(process.url(), "/grants/refresh", refreshing(issued));
    assertThat(lost.statusCode()).isEqualTo(200);
    process.kill();

    RefreshOutcome outcome = refresh(issued);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Replayed.class,
            replayed -> assertThat(lost.body()).contains(refreshToken(replayed.tokens()).reveal()));
    assertUsable(outcome);
  }

  @Test
  void killedWhileItIssues() throws Exception {
    try (var outbox = holdOutbox()) {
      killDuring("/grants", issuing(), outbox, "INSERT INTO", "outbox");
    }

    // Neither a grant that nobody was told of, nor word of one that is not.
    assertThat(server.get(GrantStore.class).standing(subject)).isEmpty();
    assertThat(server.events(GrantIssued.class, subject)).isEmpty();
    issue();
    assertThat(server.get(GrantStore.class).standing(subject)).hasSize(1);
    assertThat(server.events(GrantIssued.class, subject)).hasSize(1);
  }

  /** Row 26 in the small. */
  @Test
  void killedWhileItSweeps() throws Exception {
    for (int grant = 0; grant < 5; grant++) {
      issue();
    }
    var sweep =
        new RevokeGrants(
            UUID.randomUUID().toString(),
            subject,
            null,
            server.clock().instant().plusMillis(1),
            null,
            EndReason.USER_LOCKED);
    try (var outbox = holdOutbox()) {
      killDuring("/revocations", sweeping(sweep), outbox, "INSERT INTO", "outbox");
    }
    assertThat(server.get(GrantStore.class).standing(subject)).hasSize(5);

    assertThat(server.get(Sweeps.class).apply(sweep).revoked()).isEqualTo(Map.of(CLIENT, 5));
    assertThat(server.get(GrantStore.class).standing(subject)).isEmpty();
    assertThat(server.events(GrantRevoked.class, subject)).hasSize(5);
  }

  private HeldLock holdGrant(GrantTokens tokens) throws SQLException {
    return HeldLock.by(
        server.schema(),
        "SELECT * FROM grants WHERE gid = '%s' FOR UPDATE".formatted(tokens.grant().gid()));
  }

  /** No event can be appended. */
  private HeldLock holdOutbox() throws SQLException {
    return HeldLock.by(server.schema(), "SELECT seq FROM outbox FOR UPDATE");
  }

  /** Calls the process, which hangs at a statement with these texts and is killed there. */
  private void killDuring(String path, String body, HeldLock lock, String... texts)
      throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var call = threads.submit(() -> server.post(process.url(), path, body));
      await().until(() -> lock.keepsWaiting(texts));
      process.kill();
      lock.close();
      assertThat(call).failsWithin(Duration.ofSeconds(10));
      await().until(() -> !lock.keepsWaiting(texts));
    }
  }

  private GrantTokens issue() {
    return server
        .get(Grants.class)
        .issue(GrantRequests.refreshable(subject, CLIENT, server.clock().instant()));
  }

  private RefreshOutcome refresh(GrantTokens tokens) {
    return server
        .get(Grants.class)
        .refresh(new RefreshGrant(refreshToken(tokens), CLIENT), subject.issuer());
  }

  /** One refresh later the grant is alive, and nobody was taken for a thief. */
  private void assertUsable(RefreshOutcome outcome) {
    GrantTokens tokens =
        outcome instanceof Rotated(GrantTokens rotated) ? rotated : ((Replayed) outcome).tokens();
    assertThat(refresh(tokens)).isInstanceOf(Rotated.class);
    assertThat(server.get(Grants.class).isActive(tokens.grant().gid(), subject.issuer())).isTrue();
    assertThat(server.events(RefreshReused.class, subject)).isEmpty();
  }

  private static Secret refreshToken(GrantTokens tokens) {
    return Objects.requireNonNull(tokens.refreshToken());
  }

  private static String refreshing(GrantTokens tokens) {
    return "{\"refreshToken\":\"%s\",\"clientId\":\"%s\"}"
        .formatted(refreshToken(tokens).reveal(), CLIENT);
  }

  private String issuing() {
    return """
        {"subject":{"issuer":"%s","subject":"%s"},"clientId":"%s","sid":"sid-1","scopes":["mcp"],
         "resources":["http://localhost:8080/mcp/sample"],"authTime":"%4$s","issuedAt":"%4$s","refreshable":true}"""
        .formatted(subject.issuer(), subject.subject(), CLIENT, server.clock().instant());
  }

  private static String sweeping(RevokeGrants sweep) {
    return """
        {"eventId":"%s","subject":{"issuer":"%s","subject":"%s"},"issuedBefore":"%s",
         "reason":"%s"}"""
        .formatted(
            sweep.eventId(),
            sweep.subject().issuer(),
            sweep.subject().subject(),
            sweep.issuedBefore(),
            sweep.reason());
  }
}
