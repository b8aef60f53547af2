package dev.holdfast.token.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.events.TokenEvent.GrantIssued;
import dev.holdfast.contracts.events.TokenEvent.GrantRevoked;
import dev.holdfast.contracts.events.TokenEvent.RefreshReused;
import dev.holdfast.contracts.grants.EndGrant;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.grants.IssueGrant;
import dev.holdfast.contracts.grants.RefreshGrant;
import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.problem.ProblemTypes;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.GrantRequests;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantsHttpTest extends GrantsScene {

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0123456789012345678901234567890123456789012345678901234567890123+",
        "a\\nb",
        "\\u202egnp"
      })
  void labelThatIsTooLongOrNotPlainIsRefused(String label) throws IOException {
    String sound =
        server
            .get(JsonMapper.class)
            .writeValueAsString(
                GrantRequests.refreshable(subject, CLIENT, server.clock().instant()));

    var answer = server.post("/grants", sound.replace("Firefox on Linux", label));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(ProblemTypes.INVALID_REQUEST);
    assertThat(grants.live(subject)).isEmpty();
    assertThat(server.post("/grants", sound).statusCode()).isEqualTo(200);
  }

  @Test
  void grantNeedsNoRefreshToken() {
    GrantTokens issued =
        grants.issue(GrantRequests.once(subject, CLIENT, server.clock().instant()));

    assertThat(issued.refreshToken()).isNull();
    assertThat(grants.status(issued.grant().gid()).active()).isTrue();
    StoredGrant stored = server.get(GrantStore.class).find(issued.grant().gid()).orElseThrow();
    Instant now = server.clock().instant();
    assertThat(stored.state().isActive(now.plus(Duration.ofMinutes(59)))).isTrue();
    assertThat(stored.state().isActive(now.plus(Duration.ofMinutes(61)))).isFalse();
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
  void theEndTellsHowOftenTheGrantWasRefreshedAndWhenLast() {
    GrantTokens never = issue();
    GrantTokens twice = refresh(refresh(issue().refreshToken()).refreshToken());
    Instant last = server.clock().instant();
    server.clock().advance(Duration.ofMinutes(2));

    grants.end(never.grant().gid(), new EndGrant(EndReason.LOGOUT));
    grants.end(twice.grant().gid(), new EndGrant(EndReason.LOGOUT));
    assertThat(server.events(GrantRevoked.class, subject))
        .extracting(GrantRevoked::refreshes, GrantRevoked::refreshedAt)
        .containsExactly(tuple(0L, null), tuple(2L, last.truncatedTo(ChronoUnit.MICROS)));
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
  void askingForMoreThanWasGrantedSpendsNothing() {
    GrantTokens issued = issue();
    Secret first = given(issued.refreshToken());

    refused(asking(first, List.of("mcp", "admin"), List.of()), ProblemTypes.SCOPE_EXCEEDED);
    refused(
        asking(first, List.of("mcp"), List.of("http://localhost:8080/mcp/other")),
        ProblemTypes.RESOURCE_EXCEEDED);
    GrantTokens refreshed =
        grants.refresh(asking(first, List.of("mcp"), issued.grant().resources()));
    // Nor is a repeated call within the leeway any harm.
    refused(asking(first, List.of("admin"), List.of()), ProblemTypes.SCOPE_EXCEEDED);

    assertThat(refreshed.grant()).isEqualTo(issued.grant());
    assertThat(refresh(refreshed.refreshToken()).grant()).isEqualTo(issued.grant());
  }

  @Test
  void reuseIsReuseWhateverItAsksFor() {
    GrantTokens issued = issue();
    refresh(issued.refreshToken());
    server.clock().advance(Duration.ofSeconds(10));

    refused(
        asking(given(issued.refreshToken()), List.of("admin"), List.of()),
        ProblemTypes.REFRESH_REFUSED);

    assertThat(grants.status(issued.grant().gid()).active()).isFalse();
  }

  private static RefreshGrant asking(Secret token, List<String> scopes, List<String> resources) {
    return new RefreshGrant(token, CLIENT, "192.0.2.7", scopes, resources);
  }

  private void refused(@Nullable Secret token, String clientId) {
    refused(new RefreshGrant(given(token), clientId, "192.0.2.7"), ProblemTypes.REFRESH_REFUSED);
  }

  private void refused(RefreshGrant request, String type) {
    assertThatThrownBy(() -> grants.refresh(request))
        .isInstanceOfSatisfying(
            HttpClientResponseException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(400);
              assertThat(e.getResponse().getBody(Problem.class))
                  .hasValueSatisfying(problem -> assertThat(problem.type()).isEqualTo(type));
            });
  }
}
