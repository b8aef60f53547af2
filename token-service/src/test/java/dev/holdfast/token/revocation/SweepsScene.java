package dev.holdfast.token.revocation;

import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.grants.GrantsApi;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.revocation.RevocationsApi;
import dev.holdfast.token.Clients.GrantsClient;
import dev.holdfast.token.Clients.RevocationsClient;
import dev.holdfast.token.TokenServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas on one database, and an order about somebody new, as of now, in each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SweepsScene {

  TokenServer server;
  TokenServer replica;
  GrantsApi grants;
  RevocationsApi revocations;
  SubjectId subject;
  Instant now;

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

  /** How many grants this replica, and no other, has ended by sweeps of a kind. */
  final double counted(TokenServer replica, String kind) {
    return replica
        .get(MeterRegistry.class)
        .get("holdfast.token.sweep.grants")
        .tags("kind", kind, "outcome", "revoked")
        .counter()
        .count();
  }

  @BeforeEach
  void setUp() {
    subject = server.someone();
    now = server.clock().instant();
    server.callWith(
        ServiceScope.GRANTS_WRITE, ServiceScope.GRANTS_READ, ServiceScope.REVOCATIONS_WRITE);
  }
}
