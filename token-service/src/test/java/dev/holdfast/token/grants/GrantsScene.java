package dev.holdfast.token.grants;

import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.grants.GrantsApi;
import dev.holdfast.contracts.grants.RefreshGrant;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.Clients.GrantsClient;
import dev.holdfast.token.GrantRequests;
import dev.holdfast.token.TokenServer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The grants of somebody new in each test, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GrantsScene {

  static final String CLIENT = "mcp-client";

  TokenServer server;
  GrantsApi grants;
  SubjectId subject;

  @BeforeAll
  void start(@TempDir Path keys) {
    server = TokenServer.start(keys);
    grants = server.get(GrantsClient.class);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @BeforeEach
  void setUp() {
    subject = server.someone();
    server.callWith(ServiceScope.GRANTS_WRITE, ServiceScope.GRANTS_READ);
  }

  final GrantTokens issue() {
    return grants.issue(GrantRequests.refreshable(subject, CLIENT, server.clock().instant()));
  }

  final GrantTokens refresh(@Nullable Secret token) {
    return grants.refresh(new RefreshGrant(given(token), CLIENT));
  }

  static Secret given(@Nullable Secret token) {
    if (token == null) {
      throw new AssertionError("no refresh token");
    }
    return token;
  }
}
