package dev.holdfast.token.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.subtle.Random;
import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.Grant;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.testsupport.Races;
import dev.holdfast.testsupport.TestDatabase;
import dev.holdfast.token.TokenServer;
import dev.holdfast.token.grants.GrantState.Ended;
import dev.holdfast.token.grants.GrantState.Live;
import dev.holdfast.token.grants.GrantState.Predecessor;
import dev.holdfast.token.transaction.Transactions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link GrantStore} promises, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GrantStoreContract {

  private static final Instant NOW = Instant.parse("2026-07-01T10:00:00.123456Z");

  private TokenServer server;
  private GrantStore grants;

  abstract TestDatabase database();

  @BeforeAll
  void start(@TempDir Path keys) {
    server =
        TokenServer.start(
            database().newSchema(), keys, Map.of("holdfast.token.census.first", "1h"));
    grants = server.get(GrantStore.class);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void grantComesBackAsItWasToTheMicrosecond() {
    Grant grant = grant(server.someone());
    grants.add(grant, live(), "Firefox on Linux");

    assertThat(grants.find(grant.gid()))
        .hasValue(new StoredGrant(grant, live(), "Firefox on Linux", NOW));
    assertThat(grants.find("unknown")).isEmpty();
  }

  @Test
  void oneOfManyRotationsOfAGenerationWins() {
    Grant grant = grant(server.someone());
    Bytes first = random();
    grants.add(grant, live(first), "a label");
    Transactions transactions = server.get(Transactions.class);

    var won =
        Races.run(
            8,
            () -> {
              Live next = rotated(first, NOW.plusSeconds(7));
              return transactions.write(() -> grants.rotate(grant.gid(), next))
                  ? Optional.of(next)
                  : Optional.<Live>empty();
            });

    List<Live> winners = Races.values(won).stream().flatMap(Optional::stream).toList();
    assertThat(winners).hasSize(1);
    var after = new StoredGrant(grant, winners.getFirst(), "a label", NOW.plusSeconds(7));
    assertThat(grants.find(grant.gid())).hasValue(after);
  }

  @Test
  void endedGrantNeitherRotatesNorEndsAgain() {
    Grant grant = grant(server.someone());
    Bytes token = random();
    grants.add(grant, live(token), null);
    var ended = new Ended(NOW, EndReason.LOGOUT);

    grants.end(List.of(grant.gid()), ended);
    assertThatThrownBy(
            () -> grants.end(List.of(grant.gid()), new Ended(NOW, EndReason.USER_LOCKED)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(grants.rotate(grant.gid(), rotated(token, NOW.plusSeconds(7)))).isFalse();
    assertThat(grants.find(grant.gid())).hasValue(new StoredGrant(grant, ended, null, NOW));
  }

  @Test
  void censusCountsGrantsInUseAndWhoHasThem() {
    Censuses censuses = server.get(Censuses.class);
    Census before = censuses.count(NOW);
    SubjectId subject = server.someone();
    Grant ended = grant(subject);
    List.of(grant(subject), grant(subject), grant(server.someone()), ended)
        .forEach(each -> grants.add(each, live(), null));
    grants.add(grant(server.someone()), Live.first(null, NOW, NOW), null);
    grants.end(List.of(ended.gid()), new Ended(NOW, EndReason.LOGOUT));

    assertThat(censuses.count(NOW))
        .isEqualTo(new Census(before.grants() + 3, before.subjects() + 2, NOW));
  }

  @Test
  void oneOfManyBeginsTheCensusAndTellsTheOthers() {
    Censuses censuses = server.get(Censuses.class);
    Instant now = NOW.plus(Duration.ofDays(365));
    assertThat(censuses.last()).isEmpty();

    var begun = Races.run(8, () -> censuses.begin(now.minusSeconds(60), now));

    assertThat(Races.values(begun)).hasSize(8).containsOnlyOnce(true);
    assertThat(censuses.begin(now.minusNanos(1_000), now.plusSeconds(59))).isFalse();
    assertThat(censuses.begin(now, now.plusSeconds(60))).isTrue();
    assertThat(censuses.last()).isEmpty();
    for (Census census : List.of(new Census(7, 3, NOW), new Census(0, 0, null))) {
      censuses.tell(census);
      assertThat(censuses.last()).hasValue(census);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 511, 512, 513, 1030})
  void anyNumberOfGrantsIsLockedInOrderAndEnded(int number) {
    SubjectId subject = server.someone();
    IntStream.range(0, number).forEach(_ -> grants.add(grant(subject), live(), null));
    List<String> gids = grants.notEnded(subject);
    assertThat(gids).hasSize(number).isSorted();

    var locked =
        server
            .get(Transactions.class)
            .write(
                () -> {
                  List<StoredGrant> all = grants.lock(gids);
                  grants.end(gids, new Ended(NOW, EndReason.LOGOUT));
                  return all;
                });

    assertThat(locked).extracting(each -> each.grant().gid()).containsExactlyElementsOf(gids);
    assertThat(grants.notEnded(subject)).isEmpty();
  }

  @Test
  void notEndedGrantsAreThoseOfExactlyThatSubjectInOrder() {
    SubjectId subject = server.someone();
    Grant one = grant(subject);
    Grant other = grant(subject);
    Grant ended = grant(subject);
    List.of(one, other, ended).forEach(each -> grants.add(each, live(), null));
    grants.end(List.of(ended.gid()), new Ended(NOW, EndReason.LOGOUT));
    grants.add(grant(new SubjectId(subject.issuer(), subject.subject() + " ")), live(), null);
    grants.add(
        grant(new SubjectId(subject.issuer(), subject.subject().toUpperCase(Locale.ROOT))),
        live(),
        null);

    assertThat(grants.notEnded(subject))
        .containsExactlyInAnyOrder(one.gid(), other.gid())
        .isSorted();
    assertThat(grants.standing(subject))
        .containsExactlyInAnyOrder(
            new StoredGrant(one, live(), null, NOW), new StoredGrant(other, live(), null, NOW));
  }

  @Test
  void activeGrantsOfAClientAreThoseOfExactlyThatClientAndTimeInOrder() {
    SubjectId client = server.someone();
    List<Grant> live = List.of(grantTo(client.subject()), grantTo(client.subject()));
    Grant ended = grantTo(client.subject());
    live.forEach(each -> grants.add(each, live(), null));
    grants.add(ended, live(), null);
    grants.end(List.of(ended.gid()), new Ended(NOW, EndReason.LOGOUT));
    grants.add(grantTo(client.subject()), Live.first(null, NOW, NOW), null);
    grants.add(grantTo(client.subject() + " "), live(), null);
    grants.add(grantTo(client.subject().toUpperCase(Locale.ROOT)), live(), null);
    Instant after = NOW.plusNanos(1_000);

    assertThat(grants.activeOfClient(client, after, NOW, 10))
        .containsExactlyInAnyOrderElementsOf(live.stream().map(Grant::gid).toList())
        .isSorted();
    assertThat(grants.activeOfClient(client, after, NOW, 1)).hasSize(1);
    assertThat(grants.activeOfClient(client, NOW, NOW, 10)).isEmpty();
    assertThat(
            grants.activeOfClient(
                new SubjectId("https://elsewhere", client.subject()), after, NOW, 10))
        .isEmpty();
  }

  private static Bytes random() {
    return Bytes.copyFrom(Random.randBytes(32));
  }

  private static Live live() {
    return live(null);
  }

  private static Live rotated(Bytes first, Instant at) {
    return live(first).rotated(random(), new Predecessor(first, at, random()), at.plusSeconds(60));
  }

  private static Live live(@Nullable Bytes token) {
    return Live.first(token, NOW.plus(Duration.ofDays(30)), NOW.plus(Duration.ofDays(90)));
  }

  private static Grant grant(SubjectId subject) {
    return grant(subject, "client");
  }

  private Grant grantTo(String clientId) {
    return grant(server.someone(), clientId);
  }

  private static Grant grant(SubjectId subject, String clientId) {
    return new Grant(
        UUID.randomUUID().toString(),
        subject,
        clientId,
        "sid",
        new TreeSet<>(Set.of("a", "b")),
        List.of("http://localhost:8080/mcp/one", "http://localhost:8080/mcp/two"),
        NOW.minusSeconds(3),
        NOW);
  }
}
