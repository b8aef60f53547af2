package dev.holdfast.token.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.connections.CompleteConnection;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.connections.ConnectionLink;
import dev.holdfast.contracts.connections.FollowLink;
import dev.holdfast.contracts.connections.StartedConnection;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.problem.ProblemTypes;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.testsupport.Races;
import dev.holdfast.token.connections.TokenOutcome.Usable;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ConnectionsHttpTest extends ConnectionsScene {

  @Test
  void consentGivesATokenThatIsHandedOutWithoutFurtherCalls() {
    assertThat(connections.status(key).connected()).isFalse();
    StartedConnection started = connections.start(key);
    assertThat(started.authorizationUri().toString())
        .startsWith(provider.issuer() + "/authorize?")
        .contains("code_challenge_method=S256", "state=" + started.state())
        .doesNotContain(key.subject().subject());
    complete(key.subject(), started.state());

    assertThat(connections.status(key).connected()).isTrue();
    var first = connections.token(key);
    assertThat(connections.token(key)).isEqualTo(first);
    assertThat(first.expiresAt()).isEqualTo(server.clock().instant().plusSeconds(100));
    assertThat(provider.tokenRequests())
        .singleElement()
        .asString()
        .contains("code_verifier=", "code=the-code");
  }

  @Test
  void stateWorksOnceAndForItsUserOnly() {
    String state = connections.start(key).state();
    refused(() -> complete(server.someone(), state), 400, ProblemTypes.INVALID_REQUEST);
    refused(() -> complete(key.subject(), state), 400, ProblemTypes.INVALID_REQUEST);
    refused(() -> complete(key.subject(), "made-up"), 400, ProblemTypes.INVALID_REQUEST);

    String late = connections.start(key).state();
    pass(Duration.ofMinutes(10));
    refused(() -> complete(key.subject(), late), 400, ProblemTypes.INVALID_REQUEST);
    assertThat(provider.tokenRequests()).isEmpty();
  }

  @Test
  void linkLeadsItsUserAndNobodyElseToTheProviderOnce() {
    ConnectionLink made = connections.link(key);
    assertThat(made.expiresAt()).isEqualTo(server.clock().instant().plus(Duration.ofMinutes(10)));
    refused(() -> follow(server.someone(), made), 400, ProblemTypes.INVALID_REQUEST);

    StartedConnection started = follow(key.subject(), made);

    complete(key.subject(), started.state());
    assertThat(connections.status(key).connected()).isTrue();
    refused(() -> follow(key.subject(), made), 400, ProblemTypes.INVALID_REQUEST);
    ConnectionLink late = connections.link(key);
    pass(Duration.ofMinutes(10));
    refused(() -> follow(key.subject(), late), 400, ProblemTypes.INVALID_REQUEST);
    missing("/link", new ConnectionKey(key.subject(), "unknown"), ProblemTypes.NOT_FOUND);
  }

  @Test
  void linkThatIsFollowedByManyAtOnceLeadsOneOfThem() {
    ConnectionLink made = connections.link(key);
    Links links = server.get(Links.class);
    var opened = new FollowLink(key.subject(), made.link());

    assertThat(Races.values(Races.run(8, () -> links.follow(opened)))).hasSize(1);
  }

  @Test
  void nobodyHasMoreThanFiftyOpenLinks() {
    for (int i = 0; i < 50; i++) {
      connections.link(key);
    }

    refused(() -> connections.link(key), 503, ProblemTypes.TEMPORARILY_UNAVAILABLE);

    pass(Duration.ofMinutes(10));
    assertThat(connections.link(key)).isNotNull();
  }

  @Test
  void answerOfAnotherIssuerIsRefused() {
    String state = connections.start(key).state();
    refused(
        () ->
            connections.complete(
                new CompleteConnection(
                    key.subject(), state, Secret.of("the-code"), "http://evil.example")),
        400,
        ProblemTypes.INVALID_REQUEST);
    String without = connections.start(key).state();
    refused(
        () ->
            connections.complete(
                new CompleteConnection(key.subject(), without, Secret.of("the-code"), null)),
        400,
        ProblemTypes.INVALID_REQUEST);
    assertThat(provider.tokenRequests()).isEmpty();
  }

  @RepeatedTest(3)
  void manyCallersOfAnExpiredTokenMakeOneProviderCall() {
    connect();
    server.clock().advance(Duration.ofSeconds(101));
    Connections bean = server.get(Connections.class);

    var outcomes = Races.values(Races.run(50, () -> bean.token(key)));

    assertThat(outcomes).hasSize(50).allSatisfy(o -> assertThat(o).isInstanceOf(Usable.class));
    assertThat(outcomes).allSatisfy(o -> assertThat(o).isEqualTo(outcomes.getFirst()));
    assertThat(provider.tokenRequests()).hasSize(1);
  }

  @Test
  void leaseOfADeadHolderEndsByTime() {
    connect();
    server.clock().advance(Duration.ofSeconds(101));
    var store = server.get(ConnectionStore.class);
    var now = server.clock().instant();
    long version = store.find(key).orElseThrow().version();
    assertThat(store.lease(key, version, "dead", now, now.plusSeconds(20))).isTrue();
    assertThat(store.lease(key, version, "other", now, now.plusSeconds(20))).isFalse();

    pass(Duration.ofSeconds(20));
    assertThat(connections.token(key).accessToken().reveal()).startsWith("upstream-");
    assertThat(provider.tokenRequests()).hasSize(1);
  }

  @Test
  void refusedRefreshMeansConsentIsNeeded() {
    connect();
    pass(Duration.ofSeconds(101));
    provider.fail(400, "{\"error\":\"invalid_grant\"}");

    missing("/token", key, ProblemTypes.CONNECTION_MISSING);
    missing("/token", key, ProblemTypes.CONNECTION_MISSING);
    assertThat(provider.tokenRequests()).hasSize(1);
    assertThat(connections.status(key).connected()).isFalse();
  }

  @Test
  void troubleAtTheProviderPassesAndSparesTheConnection() {
    connect();
    pass(Duration.ofSeconds(101));
    provider.fail(503, "");

    var refusal = refused(() -> connections.token(key), 503, ProblemTypes.TEMPORARILY_UNAVAILABLE);
    assertThat(refusal.getResponse().getHeaders().get("Retry-After")).isEqualTo("7");
    refused(() -> connections.token(key), 503, ProblemTypes.TEMPORARILY_UNAVAILABLE);
    assertThat(provider.tokenRequests()).hasSize(1);

    provider.recover();
    pass(Duration.ofSeconds(7));
    assertThat(connections.token(key).accessToken().reveal()).startsWith("upstream-");
  }

  @Test
  void tokenDueForRefreshIsStillGoodWhileTheProviderIsAway() {
    connect();
    String old = connections.token(key).accessToken().reveal();
    pass(Duration.ofSeconds(90));
    provider.fail(429, "");

    assertThat(connections.token(key).accessToken().reveal()).isEqualTo(old);
  }

  @Test
  void unknownProviderIsNotFound() {
    var unknown = new ConnectionKey(key.subject(), "unknown");
    missing("/start", unknown, ProblemTypes.NOT_FOUND);
    missing("/token", unknown, ProblemTypes.CONNECTION_MISSING);
  }

  @Test
  void disconnectEndsTheConnection() {
    connect();
    connections.disconnect(key);
    connections.disconnect(key);
    missing("/token", key, ProblemTypes.CONNECTION_MISSING);
  }

  private StartedConnection follow(SubjectId subject, ConnectionLink link) {
    return connections.follow(new FollowLink(subject, link.link()));
  }
}
