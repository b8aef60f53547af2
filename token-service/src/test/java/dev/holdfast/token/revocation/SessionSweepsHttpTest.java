package dev.holdfast.token.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.events.TokenEvent.AccessEpoch;
import dev.holdfast.contracts.events.TokenEvent.GrantRevoked;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.grants.IssueGrant;
import dev.holdfast.contracts.grants.RefreshGrant;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.contracts.revocation.RevokeSession;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.testsupport.Races;
import dev.holdfast.token.grants.Grants;
import dev.holdfast.token.grants.RefreshOutcome;
import dev.holdfast.token.grants.RefreshOutcome.Kept;
import dev.holdfast.token.grants.RefreshOutcome.Refused;
import dev.holdfast.token.grants.RefreshOutcome.Replayed;
import dev.holdfast.token.grants.RefreshOutcome.Rotated;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The end of a login session takes along what goes with it. */
class SessionSweepsHttpTest extends SweepsScene {

  private static final String HERE = "http://localhost:9000";
  private static final String ELSEWHERE = "http://localhost:8080/mcp/sample";
  private static final String OFFLINE = "offline_access";

  @Test
  void endsWhatGoesWithTheSessionAndSparesTheRest() {
    String console = issue("console", "sid-1", List.of(ELSEWHERE), "mcp");
    String offlineConsole = issue("console", "sid-1", List.of(HERE), OFFLINE);
    String signInOnly = issue("portal", "sid-1", List.of(HERE), "openid");
    String offline = issue("portal", "sid-1", List.of(HERE), OFFLINE);
    String assistant = issue("portal", "sid-1", List.of(ELSEWHERE), "mcp");
    String both = issue("portal", "sid-1", List.of(HERE, ELSEWHERE), "mcp");
    String otherSession = issue("console", "sid-2", List.of(HERE), "openid");
    String similarSession = issue("console", "sid-1 ", List.of(HERE), "openid");

    RevocationResult result = revocations.revokeSession(end(event()));

    assertThat(result.revoked()).isEqualTo(Map.of("console", 2, "portal", 1));
    assertThat(result.spared()).isEqualTo(Map.of("portal", 3));
    assertThat(Set.of(console, offlineConsole, signInOnly)).noneMatch(this::isActive);
    assertThat(Set.of(offline, assistant, both, otherSession, similarSession))
        .allMatch(this::isActive);
    assertThat(server.events(GrantRevoked.class, subject))
        .hasSize(3)
        .allSatisfy(
            event -> {
              assertThat(event.reason()).isEqualTo(EndReason.LOGOUT);
              assertThat(event.sid()).isEqualTo("sid-1");
              assertThat(event.cause()).isNull();
            });
    assertThat(server.events(AccessEpoch.class, subject)).isEmpty();
  }

  @Test
  void anotherUsersSessionOfThatNameIsAnotherOne() {
    SubjectId other = server.someone();
    String spared =
        grants.issue(request(other, "console", "sid-1", List.of(HERE), "openid")).grant().gid();

    assertThat(revocations.revokeSession(end(event())).revoked()).isEmpty();
    assertThat(isActive(spared)).isTrue();
  }

  @Test
  void repeatedEventChangesNothingAndAnswersTheSame() {
    issue("console", "sid-1", List.of(HERE), "openid");
    RevokeSession end = end(event());
    RevocationResult first = revocations.revokeSession(end);
    String later = issue("console", "sid-1", List.of(HERE), "openid");

    assertThat(revocations.revokeSession(end)).isEqualTo(first);
    assertThat(isActive(later)).isTrue();
    assertThat(revocations.revokeSession(end(event())).revoked()).isEqualTo(Map.of("console", 1));
  }

  @Test
  void onlyItsOwnIssuerEndsASession() {
    String gid = issue("console", "sid-1", List.of(HERE), "openid");
    server.callAsProviderWith(ServiceScope.GRANTS_WRITE, ServiceScope.REVOCATIONS_WRITE);
    assertStatus(403, end(event()));
    server.callWith(ServiceScope.REVOCATIONS_WRITE);
    assertStatus(403, end(event()));
    server.callWith(ServiceScope.GRANTS_WRITE, ServiceScope.GRANTS_READ);
    assertStatus(400, end("x".repeat(256)));

    assertThat(isActive(gid)).isTrue();
  }

  @RepeatedTest(10)
  void noRefreshOutlivesItsSession() {
    Grants direct = server.get(Grants.class);
    GrantTokens issued =
        direct.issue(request(subject, "console", "sid-1", List.of(HERE), "openid"));
    List<SessionSweeps> replicas =
        List.of(server.get(SessionSweeps.class), replica.get(SessionSweeps.class));
    RevokeSession end = end(event());

    var outcomes =
        Races.run(
            8,
            number ->
                () ->
                    number < 2
                        ? replicas.get(number).apply(end)
                        : refresh(direct, Objects.requireNonNull(issued.refreshToken())));

    assertThat(Races.failures(outcomes)).isEmpty();
    List<Object> answers = List.copyOf(Races.values(outcomes));
    assertThat(new HashSet<>(answers.stream().filter(RevocationResult.class::isInstance).toList()))
        .singleElement()
        .isInstanceOfSatisfying(
            RevocationResult.class,
            result -> assertThat(result.revoked()).isEqualTo(Map.of("console", 1)));
    assertThat(isActive(issued.grant().gid())).isFalse();
    assertThat(answers.stream().flatMap(SessionSweepsHttpTest::successors))
        .allSatisfy(token -> assertThat(refresh(direct, token)).isInstanceOf(Refused.class));
    assertThat(server.events(GrantRevoked.class, subject)).hasSize(1);
  }

  private RefreshOutcome refresh(Grants direct, Secret token) {
    return direct.refresh(new RefreshGrant(token, "console"), subject.issuer());
  }

  private static Stream<Secret> successors(Object answer) {
    return switch (answer) {
      case Rotated(GrantTokens tokens) -> Stream.ofNullable(tokens.refreshToken());
      case Replayed(GrantTokens tokens) -> Stream.ofNullable(tokens.refreshToken());
      case Kept(GrantTokens tokens) -> Stream.ofNullable(tokens.refreshToken());
      default -> Stream.empty();
    };
  }

  private void assertStatus(int status, RevokeSession end) {
    assertThatThrownBy(() -> revocations.revokeSession(end))
        .isInstanceOfSatisfying(
            HttpClientResponseException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(status));
  }

  private String issue(String clientId, String sid, List<String> resources, String scope) {
    return grants.issue(request(subject, clientId, sid, resources, scope)).grant().gid();
  }

  private IssueGrant request(
      SubjectId whose, String clientId, String sid, List<String> resources, String scope) {
    return new IssueGrant(
        whose, clientId, sid, new TreeSet<>(Set.of(scope)), resources, now, now, null, true);
  }

  private RevokeSession end(String event) {
    return new RevokeSession(
        event, subject, "sid-1", new TreeSet<>(Set.of("console")), HERE, OFFLINE);
  }

  private static String event() {
    return UUID.randomUUID().toString();
  }

  private boolean isActive(String gid) {
    return grants.status(gid).active();
  }
}
