package dev.holdfast.token.connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.subtle.Random;
import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.testsupport.Races;
import dev.holdfast.testsupport.TestDatabase;
import dev.holdfast.token.TokenServer;
import dev.holdfast.token.transaction.Transactions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What {@link ConnectionStore} promises, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConnectionStoreContract {

  private static final Instant NOW = Instant.parse("2026-07-01T10:00:00.123456Z");
  private static final Instant UNTIL = NOW.plusSeconds(20);
  private static final long VERSION = 7;

  private TokenServer server;
  private ConnectionStore store;
  private ConnectionKey key;

  abstract TestDatabase database();

  @BeforeAll
  void start(@TempDir Path keys) {
    server = TokenServer.start(database().newSchema(), keys);
    store = server.get(ConnectionStore.class);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @BeforeEach
  void someone() {
    key = new ConnectionKey(server.someone(), "demo");
  }

  @Test
  void connectionComesBackAsItWasToTheMicrosecond() {
    StoredConnection whole = connection(VERSION, random(), NOW.plusSeconds(60), Set.of("a", "b"));
    store.put(key, whole, NOW);
    assertThat(store.find(key)).hasValue(whole);

    StoredConnection bare = connection(VERSION + 1, null, null, null);
    store.put(key, bare, NOW);
    assertThat(store.find(key)).hasValue(bare);
    store.put(key, connection(VERSION, null, null, Set.of()), NOW);
    assertThat(store.find(key).orElseThrow().scopes()).isEmpty();
  }

  @Test
  void connectionIsThatOfExactlyTheUserAndProvider() {
    put();
    SubjectId subject = key.subject();

    assertThat(
            List.of(
                new SubjectId(subject.issuer(), subject.subject() + " "),
                new SubjectId(subject.issuer(), subject.subject().toUpperCase(Locale.ROOT)),
                new SubjectId(subject.issuer() + "/", subject.subject())))
        .allSatisfy(other -> assertThat(store.find(new ConnectionKey(other, "demo"))).isEmpty())
        .allSatisfy(other -> assertThat(store.findAll(other)).isEmpty());
    assertThat(store.find(new ConnectionKey(subject, "Demo"))).isEmpty();
    var second = new ConnectionKey(subject, "second");
    store.put(second, connection(VERSION, null, null, null), NOW);
    assertThat(store.findAll(subject)).containsOnlyKeys("demo", "second");
  }

  @RepeatedTest(5)
  void oneOfManyGetsTheLease() {
    put();

    var won =
        Races.run(16, number -> () -> store.lease(key, VERSION, "owner-" + number, NOW, UNTIL));

    assertThat(Races.values(won)).hasSize(16).containsOnlyOnce(true);
    assertThat(stored().leaseUntil()).isEqualTo(UNTIL);
  }

  @Test
  void leaseIsForItsVersionUntilItsEnd() {
    put();
    assertThat(store.lease(key, VERSION - 1, "a", NOW, UNTIL)).isFalse();
    assertThat(store.lease(key, VERSION, "a", NOW, UNTIL)).isTrue();
    assertThat(store.lease(key, VERSION, "b", UNTIL.minusNanos(1_000), UNTIL)).isFalse();
    assertThat(store.lease(key, VERSION, "b", UNTIL, UNTIL.plusSeconds(20))).isTrue();

    store.release(key, "a", 1, UNTIL);
    assertThat(stored().failures()).isZero();
    store.release(key, "b", 1, UNTIL.plusSeconds(2));
    assertThat(stored().failures()).isEqualTo(1);
    assertThat(stored().leaseUntil()).isNull();
    assertThat(store.lease(key, VERSION, "c", UNTIL.plusSeconds(1), UNTIL)).isFalse();
    assertThat(store.lease(key, VERSION, "c", UNTIL.plusSeconds(2), UNTIL)).isTrue();
  }

  @RepeatedTest(5)
  void oneOfManyResultsIsStored() {
    put();
    assertThat(store.lease(key, VERSION, "a", NOW, UNTIL)).isTrue();
    List<StoredConnection> results =
        IntStream.range(0, 8)
            .mapToObj(_ -> connection(VERSION + 1, random(), NOW.plusSeconds(90), Set.of("a")))
            .toList();

    var won = Races.run(8, number -> () -> store.replace(key, VERSION, results.get(number)));

    assertThat(Races.values(won)).hasSize(8).containsOnlyOnce(true);
    assertThat(stored().accessToken())
        .isEqualTo(results.get(Races.values(won).indexOf(true)).accessToken());
    assertThat(stored().leaseUntil()).isNull();
  }

  @Test
  void resultKeepsScopesThatItDoesNotNameAndEndsTrouble() {
    store.put(key, connection(VERSION, random(), NOW, Set.of("a")), NOW);
    assertThat(store.lease(key, VERSION, "a", NOW, UNTIL)).isTrue();
    store.release(key, "a", 3, NOW);

    assertThat(store.replace(key, VERSION, connection(VERSION + 1, random(), null, null))).isTrue();

    assertThat(stored().scopes()).containsExactly("a");
    assertThat(stored().failures()).isZero();
    assertThat(stored().retryAt()).isNull();
  }

  @Test
  void refusalCountsForItsVersionAndLeaseOnly() {
    put();
    assertThat(store.lease(key, VERSION, "a", NOW, UNTIL)).isTrue();
    assertThat(store.refuse(key, VERSION, "b")).isFalse();
    assertThat(store.refuse(key, VERSION - 1, "a")).isFalse();
    assertThat(stored().state()).isEqualTo(ConnectionState.LIVE);

    assertThat(store.refuse(key, VERSION, "a")).isTrue();
    assertThat(stored().state()).isEqualTo(ConnectionState.NEEDS_CONSENT);
    assertThat(stored().refreshToken()).isNull();
    assertThat(store.lease(key, VERSION, "c", UNTIL, UNTIL.plusSeconds(20))).isFalse();
  }

  @Test
  void otherCiphertextsAreForTheirVersionOnly() {
    put();
    StoredConnection before = stored();
    store.replaceSealed(key, VERSION - 1, random(), random());
    assertThat(stored()).isEqualTo(before);
    Bytes access = random();
    store.replaceSealed(key, VERSION, access, null);
    assertThat(stored().accessToken()).isEqualTo(access);
    assertThat(stored().refreshToken()).isNull();
    assertThat(stored().version()).isEqualTo(VERSION);
  }

  @RepeatedTest(3)
  void whatIsDueIsTakenOnceAndTheUnusedNotAtAll() {
    SubjectId subject = key.subject();
    Instant due = NOW.minusSeconds(1);
    IntStream.range(0, 20)
        .forEach(i -> putDue(new ConnectionKey(subject, "p" + i), due, NOW.minusSeconds(5)));
    IntStream.range(0, 20)
        .forEach(i -> putDue(new ConnectionKey(subject, "u" + i), due, NOW.minusSeconds(50)));
    putDue(new ConnectionKey(subject, "later"), NOW.plusSeconds(1), NOW);

    var taken = Races.run(4, () -> takeAll());

    List<ConnectionKey> all = Races.values(taken).stream().flatMap(List::stream).toList();
    assertThat(all).hasSize(20).allMatch(each -> each.provider().startsWith("p"));
    assertThat(new HashSet<>(all)).hasSize(20);
    assertThat(store.takeDue(UNTIL, UNTIL, NOW.minusSeconds(10), 100)).hasSize(21);
    store.endAll(subject, NOW);
  }

  @Test
  void endedConnectionsAreLeftToBeRevokedAndUselessOnesAreNot() {
    var useless = new ConnectionKey(key.subject(), "useless");
    put();
    StoredConnection ended = stored();
    store.put(useless, ended, NOW);
    assertThat(store.lease(useless, VERSION, "a", NOW, UNTIL)).isTrue();
    assertThat(store.refuse(useless, VERSION, "a")).isTrue();

    store.end(key, NOW);
    store.end(key, NOW);
    store.end(useless, NOW);

    assertThat(store.findAll(key.subject())).isEmpty();
    assertThat(server.get(EndedConnectionStore.class).findAll(key.subject()))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.key()).isEqualTo(key);
              assertThat(each.tokens().accessToken()).isEqualTo(ended.accessToken());
              assertThat(each.tokens().version()).isEqualTo(VERSION);
            });
  }

  @Test
  void whatBeganBeforeAnInstantIsDeletedToTheMicrosecond() {
    var newer = new ConnectionKey(key.subject(), "newer");
    store.put(key, connection(VERSION, random(), null, null), NOW.minusNanos(1_000));
    assertThat(write(() -> store.begunSince(key.subject(), NOW))).isFalse();
    store.put(newer, connection(VERSION, random(), null, null), NOW);
    store.end(newer, NOW);
    store.put(newer, connection(VERSION, random(), null, null), NOW);
    assertThat(write(() -> store.begunSince(key.subject(), NOW))).isTrue();
    assertThat(write(() -> store.begunSince(key.subject(), NOW.plusNanos(1_000)))).isFalse();
    var ended = server.get(EndedConnectionStore.class);

    assertThat(write(() -> store.deleteBegunBefore(key.subject(), NOW))).isTrue();
    assertThat(store.findAll(key.subject())).containsOnlyKeys("newer");
    assertThat(ended.findAll(key.subject())).hasSize(1);

    assertThat(write(() -> store.deleteBegunBefore(key.subject(), UNTIL))).isFalse();
    assertThat(store.findAll(key.subject())).isEmpty();
    assertThat(ended.findAll(key.subject())).isEmpty();
  }

  private <T> T write(Supplier<T> work) {
    return server.get(Transactions.class).write(work);
  }

  private List<ConnectionKey> takeAll() {
    return IntStream.range(0, 10)
        .boxed()
        .flatMap(_ -> store.takeDue(NOW, UNTIL, NOW.minusSeconds(10), 5).stream())
        .toList();
  }

  private void putDue(ConnectionKey of, Instant due, Instant usedAt) {
    store.put(of, StoredConnection.fresh(VERSION, random(), random(), due, due, null, usedAt), NOW);
  }

  private void put() {
    store.put(key, connection(VERSION, random(), NOW.plusSeconds(60), null), NOW);
  }

  private StoredConnection stored() {
    return store.find(key).orElseThrow();
  }

  private static StoredConnection connection(
      long version,
      @Nullable Bytes refresh,
      @Nullable Instant expiresAt,
      @Nullable Set<String> scopes) {
    return StoredConnection.fresh(version, random(), refresh, expiresAt, expiresAt, scopes, NOW);
  }

  private static Bytes random() {
    return Bytes.copyFrom(Random.randBytes(32));
  }
}
