package dev.holdfast.token.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.events.TokenEvent.GrantIssued;
import dev.holdfast.contracts.events.TokenEvent.GrantRevoked;
import dev.holdfast.contracts.events.TokenEvent.RefreshReused;
import dev.holdfast.contracts.grants.EndGrant;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.grants.GrantsApi;
import dev.holdfast.contracts.grants.IntrospectGrant;
import dev.holdfast.contracts.grants.IntrospectedGrant;
import dev.holdfast.contracts.grants.IssueGrant;
import dev.holdfast.contracts.grants.RefreshGrant;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.problem.ProblemTypes;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.Clients.GrantsClient;
import dev.holdfast.token.GrantRequests;
import dev.holdfast.token.TokenServer;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrantsHttpTest {

  private static final String CLIENT = "mcp-client";

  private TokenServer server;
  private GrantsApi grants;
  private SubjectId subject;

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

  @Test
  void issuedGrantIsActiveAndTold() {
    IssueGrant request = GrantRequests.refreshable(subject, CLIENT, server.clock().instant());
    GrantTokens issued = grants.issue(request);

    assertThat(issued.grant().issuedAt()).isEqualTo(request.issuedAt());
    assertThat(issued.grant().authTime()).isEqualTo(request.authTime());
    assertThat(issued.refreshExpiresAt())
        .isEqualTo(server.clock().instant().plus(Duration.ofDays(30)));
    assertThat(grants.status(issued.grant().gid()).active()).isTrue();
    assertThat(server.events(GrantIssued.class, subject))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.gid()).isEqualTo(issued.grant().gid());
              assertThat(event.scopes()).containsExactly("mcp", "openid");
            });
  }

  @Test
  void grantNeedsNoRefreshToken() {
    GrantTokens issued =
        grants.issue(GrantRequests.once(subject, CLIENT, server.clock().instant()));

    assertThat(issued.refreshToken()).isNull();
    assertThat(grants.status(issued.grant().gid()).active()).isTrue();
  }

  @Test
  void refreshKeepsTheGrantAndChangesTheToken() {
    GrantTokens issued = issue();
    GrantTokens refreshed = refresh(issued.refreshToken());

    assertThat(refreshed.grant()).isEqualTo(issued.grant());
    assertThat(refreshed.refreshToken()).isNotEqualTo(issued.refreshToken());
    assertThat(refresh(refreshed.refreshToken()).grant()).isEqualTo(issued.grant());
  }

  @Test
  void predecessorGetsTheSameSuccessorWithinTheLeeway() {
    GrantTokens issued = issue();
    GrantTokens first = refresh(issued.refreshToken());
    server.clock().advance(Duration.ofSeconds(9));
    GrantTokens again = refresh(issued.refreshToken());

    assertThat(again).isEqualTo(first);
    assertThat(server.events(GrantRevoked.class, subject)).isEmpty();
  }

  @Test
  void predecessorIsReuseAfterTheLeeway() {
    GrantTokens issued = issue();
    GrantTokens other = issue();
    GrantTokens first = refresh(issued.refreshToken());
    server.clock().advance(Duration.ofSeconds(10));

    refused(issued.refreshToken(), CLIENT);
    refused(first.refreshToken(), CLIENT);
    assertThat(grants.status(issued.grant().gid()).active()).isFalse();
    assertThat(grants.status(other.grant().gid()).active()).isTrue();
    assertThat(server.events(RefreshReused.class, subject))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.generation()).isZero();
              assertThat(event.current()).isEqualTo(1);
              assertThat(event.source()).isEqualTo("192.0.2.7");
            });
    assertThat(server.events(GrantRevoked.class, subject))
        .singleElement()
        .satisfies(event -> assertThat(event.reason()).isEqualTo(EndReason.REFRESH_REUSED));
  }

  @Test
  void predecessorIsReuseOnceTheSuccessorWasUsed() {
    GrantTokens issued = issue();
    GrantTokens second = refresh(refresh(issued.refreshToken()).refreshToken());

    refused(issued.refreshToken(), CLIENT);
    refused(second.refreshToken(), CLIENT);
  }

  @Test
  void unknownAndForeignTokensHaveNoEffect() {
    GrantTokens issued = issue();

    refused(Secret.of("forged"), CLIENT);
    refused(issued.refreshToken(), "another-client");
    server.callAsProviderWith(ServiceScope.GRANTS_WRITE);
    refused(issued.refreshToken(), CLIENT);

    server.callWith(ServiceScope.GRANTS_WRITE);
    assertThat(refresh(issued.refreshToken()).grant()).isEqualTo(issued.grant());
  }

  @Test
  void unusedTokenExpires() {
    GrantTokens issued = issue();
    server.clock().advance(Duration.ofDays(30));
    server.callWith(ServiceScope.GRANTS_WRITE, ServiceScope.GRANTS_READ);

    refused(issued.refreshToken(), CLIENT);
    assertThat(grants.status(issued.grant().gid()).active()).isFalse();
    assertThat(server.events(GrantRevoked.class, subject)).isEmpty();
  }

  @Test
  void grantEndsAbsolutelyHoweverOftenItIsUsed() {
    GrantTokens tokens = issue();
    for (int i = 0; i < 3; i++) {
      server.clock().advance(Duration.ofDays(29));
      server.callWith(ServiceScope.GRANTS_WRITE, ServiceScope.GRANTS_READ);
      tokens = refresh(tokens.refreshToken());
    }
    server.clock().advance(Duration.ofDays(3));
    server.callWith(ServiceScope.GRANTS_WRITE, ServiceScope.GRANTS_READ);

    refused(tokens.refreshToken(), CLIENT);
  }

  @Test
  void revokedTokenEndsItsGrantForItsClientOnly() {
    GrantTokens issued = issue();
    Secret token = given(issued.refreshToken());

    grants.revoke(new RefreshGrant(token, "another-client"));
    grants.revoke(new RefreshGrant(Secret.of("forged"), CLIENT));
    assertThat(grants.status(issued.grant().gid()).active()).isTrue();
    grants.revoke(new RefreshGrant(token, CLIENT));
    grants.revoke(new RefreshGrant(token, CLIENT));
    assertThat(grants.status(issued.grant().gid()).active()).isFalse();
    assertThat(server.events(GrantRevoked.class, subject)).hasSize(1);
  }

  @Test
  void endedGrantStaysEndedAndIsToldOnce() {
    GrantTokens issued = issue();
    String gid = issued.grant().gid();

    server.callAsProviderWith(ServiceScope.GRANTS_WRITE);
    grants.end(gid, new EndGrant(EndReason.LOGOUT));
    server.callWith(ServiceScope.GRANTS_WRITE, ServiceScope.GRANTS_READ);
    assertThat(grants.status(gid).active()).isTrue();

    grants.end(gid, new EndGrant(EndReason.LOGOUT));
    grants.end(gid, new EndGrant(EndReason.CODE_REPLAYED));
    refused(issued.refreshToken(), CLIENT);
    assertThat(server.events(GrantRevoked.class, subject))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.reason()).isEqualTo(EndReason.LOGOUT);
              assertThat(event.issuedAt()).isEqualTo(issued.grant().issuedAt());
            });
  }

  @Test
  void introspectionTellsTheCurrentTokenAndChangesNothing() {
    GrantTokens issued = issue();
    IntrospectedGrant first = introspect(issued);
    assertThat(first.active()).isTrue();
    assertThat(first.grant()).isEqualTo(issued.grant());
    assertThat(first.issuedAt()).isEqualTo(issued.grant().issuedAt());
    assertThat(first.expiresAt()).isEqualTo(issued.refreshExpiresAt());

    server.clock().advance(Duration.ofSeconds(3));
    GrantTokens refreshed = refresh(issued.refreshToken());
    IntrospectedGrant second = introspect(refreshed);
    assertThat(second).isEqualTo(introspect(refreshed));
    assertThat(second.issuedAt()).isEqualTo(server.clock().instant());
    assertThat(second.expiresAt()).isEqualTo(refreshed.refreshExpiresAt());
    assertThat(refresh(refreshed.refreshToken()).grant()).isEqualTo(issued.grant());
  }

  @Test
  void introspectedPredecessorIsInactiveAndNoReuse() {
    GrantTokens issued = issue();
    GrantTokens refreshed = refresh(issued.refreshToken());

    assertThat(introspect(issued)).isEqualTo(IntrospectedGrant.inactive());
    server.clock().advance(Duration.ofMinutes(1));
    assertThat(introspect(issued)).isEqualTo(IntrospectedGrant.inactive());

    assertThat(introspect(refreshed).active()).isTrue();
    assertThat(server.events(RefreshReused.class, subject)).isEmpty();
    assertThat(server.events(GrantRevoked.class, subject)).isEmpty();
  }

  @Test
  void introspectionOfWhatIsUnknownEndedExpiredOrForeignTellsNothing() {
    GrantTokens ended = issue();
    grants.end(ended.grant().gid(), new EndGrant(EndReason.LOGOUT));
    assertThat(introspect(ended)).isEqualTo(IntrospectedGrant.inactive());
    assertThat(grants.introspect(new IntrospectGrant(Secret.of("forged"))))
        .isEqualTo(IntrospectedGrant.inactive());

    GrantTokens live = issue();
    server.callAsProviderWith(ServiceScope.GRANTS_WRITE);
    assertThat(introspect(live)).isEqualTo(IntrospectedGrant.inactive());
    server.clock().advance(Duration.ofDays(30));
    server.callWith(ServiceScope.GRANTS_WRITE);
    assertThat(introspect(live)).isEqualTo(IntrospectedGrant.inactive());

    server.callWith(ServiceScope.GRANTS_READ);
    assertThatThrownBy(() -> introspect(live))
        .isInstanceOfSatisfying(
            HttpClientResponseException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(403));
  }

  @Test
  void liveGrantsAreThoseOfThePersonThatNeitherEndedNorExpired() {
    GrantTokens live = issue();
    GrantTokens ended = issue();
    grants.end(ended.grant().gid(), new EndGrant(EndReason.LOGOUT));
    grants.issue(GrantRequests.refreshable(server.someone(), CLIENT, server.clock().instant()));

    assertThat(grants.live(subject)).containsExactly(live.grant());
    server.clock().advance(Duration.ofDays(30));
    server.callWith(ServiceScope.GRANTS_WRITE);
    assertThat(grants.live(subject)).isEmpty();
  }

  @Test
  void liveGrantsAreShownToTheirOwnIssuerOnly() {
    issue();
    server.callAsProviderWith(ServiceScope.GRANTS_WRITE);
    assertThatThrownBy(() -> grants.live(subject))
        .isInstanceOfSatisfying(
            HttpClientResponseException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(403));
  }

  private IntrospectedGrant introspect(GrantTokens tokens) {
    return grants.introspect(new IntrospectGrant(given(tokens.refreshToken())));
  }

  private GrantTokens issue() {
    return grants.issue(GrantRequests.refreshable(subject, CLIENT, server.clock().instant()));
  }

  private GrantTokens refresh(@Nullable Secret token) {
    return grants.refresh(new RefreshGrant(given(token), CLIENT));
  }

  private void refused(@Nullable Secret token, String clientId) {
    assertThatThrownBy(() -> grants.refresh(new RefreshGrant(given(token), clientId, "192.0.2.7")))
        .isInstanceOfSatisfying(
            HttpClientResponseException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(400);
              assertThat(e.getResponse().getBody(Problem.class))
                  .hasValueSatisfying(
                      problem ->
                          assertThat(problem.type()).isEqualTo(ProblemTypes.REFRESH_REFUSED));
            });
  }

  private static Secret given(@Nullable Secret token) {
    if (token == null) {
      throw new AssertionError("no refresh token");
    }
    return token;
  }
}
