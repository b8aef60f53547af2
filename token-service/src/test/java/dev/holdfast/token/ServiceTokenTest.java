package dev.holdfast.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.IssueGrant;
import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.problem.ProblemTypes;
import dev.holdfast.contracts.revocation.RevokeGrants;
import dev.holdfast.token.Clients.ConnectionsClient;
import dev.holdfast.token.Clients.GrantsClient;
import dev.holdfast.token.Clients.RevocationsClient;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceTokenTest {

  private TokenServer server;

  @BeforeAll
  void start(@TempDir Path keys) {
    server = TokenServer.start(keys);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void callWithoutTokenIsUnauthenticated() {
    server.present("");
    var refusal = refusal(() -> server.get(GrantsClient.class).status("a"), 401);
    assertThat(refusal.getResponse().getHeaders().get("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @Test
  void tokenWithoutTheScopeIsForbidden() {
    server.callWith(ServiceScope.GRANTS_READ, ServiceScope.CONNECTIONS_USE);
    refusal(() -> server.get(GrantsClient.class).issue(request()), 403);
    refusal(() -> server.get(RevocationsClient.class).revoke(sweep()), 403);
    refusal(() -> server.get(ConnectionsClient.class).start(connection()), 403);
  }

  @Test
  void dataOfAnotherIssuerIsForbidden() {
    server.callAsProviderWith(
        ServiceScope.GRANTS_WRITE,
        ServiceScope.REVOCATIONS_WRITE,
        ServiceScope.CONNECTIONS_USE,
        ServiceScope.CONNECTIONS_WRITE);
    refusal(() -> server.get(GrantsClient.class).issue(request()), 403);
    refusal(() -> server.get(RevocationsClient.class).revoke(sweep()), 403);
    refusal(() -> server.get(ConnectionsClient.class).token(connection()), 403);
    refusal(() -> server.get(ConnectionsClient.class).status(connection()), 403);
    refusal(() -> server.get(ConnectionsClient.class).disconnect(connection()), 403);
  }

  @Test
  void bodyThatBreaksTheContractIsAProblem() {
    server.callWith(ServiceScope.GRANTS_WRITE);
    var answer = server.post("/grants/refresh", "{\"refreshToken\":\"x\",\"clientId\":\" \"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
    assertThat(answer.body()).contains(ProblemTypes.INVALID_REQUEST);
    assertThat(server.post("/grants/refresh", "{").statusCode()).isEqualTo(400);
  }

  @Test
  void anonymousSeesOfHealthTwoCountsAndNothingElse() throws Exception {
    var health = get("/health");
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body()).doesNotContain("jdbc");
    assertThat(get("/health/liveness").statusCode()).isEqualTo(200);
    assertThat(get("/health/readiness").statusCode()).isEqualTo(200);
    assertThat(get("/prometheus").body()).contains("holdfast_outbox_pending");
  }

  private HttpResponse<String> get(String path) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static HttpClientResponseException refusal(ThrowingCallable call, int status) {
    var refusal = catchThrowableOfType(HttpClientResponseException.class, call);
    assertThat(refusal).isNotNull();
    assertThat(refusal.getStatus().getCode()).isEqualTo(status);
    return refusal;
  }

  private IssueGrant request() {
    return GrantRequests.refreshable(server.someone(), "client", server.clock().instant());
  }

  private RevokeGrants sweep() {
    return new RevokeGrants(
        "event", server.someone(), null, server.clock().instant(), null, EndReason.USER_LOCKED);
  }

  private ConnectionKey connection() {
    return new ConnectionKey(server.someone(), "demo");
  }
}
