package dev.holdfast.token.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.connections.CompleteConnection;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.testsupport.Races;
import dev.holdfast.token.TokenServer;
import dev.holdfast.token.connections.TokenOutcome.Missing;
import dev.holdfast.token.connections.TokenOutcome.Unavailable;
import dev.holdfast.token.connections.TokenOutcome.Usable;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two replicas on one database, and a provider whose refresh tokens work once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefreshesTest {

  private final StubProvider provider = new StubProvider();
  private TokenServer server;
  private TokenServer replica;

  @BeforeAll
  void start(@TempDir Path keys) {
    server = TokenServer.start(keys, provider.settings());
    replica = server.replica(keys, provider.settings());
  }

  @AfterAll
  void stop() {
    replica.close();
    server.close();
    provider.close();
  }

  @BeforeEach
  void setUp() {
    provider.recover();
    // Whatever another test left is due no more.
    pass(Duration.ofDays(2));
    while (server.get(RefreshesAhead.class).round() > 0) {
      assertThat(provider.tokenRequests()).hasSizeLessThan(1000);
    }
    provider.tokenRequests().clear();
  }

  @Test
  void fiftyCallersOfTwoReplicasMakeOneCall() {
    ConnectionKey key = connect();
    pass(Duration.ofSeconds(101));
    List<Connections> replicas = List.of(bean(), replica.get(Connections.class));
    double saved = saved();

    var outcomes =
        Races.values(
            Races.run(50, number -> () -> replicas.get(number % replicas.size()).token(key)));

    assertThat(outcomes).hasSize(50).allSatisfy(o -> assertThat(o).isEqualTo(outcomes.getFirst()));
    assertThat(outcomes.getFirst()).isInstanceOf(Usable.class);
    assertThat(provider.tokenRequests()).hasSize(1);
    assertThat(saved()).isGreaterThan(saved);

    pass(Duration.ofSeconds(101));
    provider.fail(400, "{\"error\":\"invalid_grant\"}");
    var refused =
        Races.values(
            Races.run(50, number -> () -> replicas.get(number % replicas.size()).token(key)));
    assertThat(refused).hasSize(50).allSatisfy(o -> assertThat(o).isInstanceOf(Missing.class));
    assertThat(provider.tokenRequests()).hasSize(2);
    assertThat(stored(key).state()).isEqualTo(ConnectionState.NEEDS_CONSENT);
    assertThat(stored(key).refreshToken()).isNull();

    provider.recover();
    connect(key);
    assertThat(bean().token(key)).isInstanceOf(Usable.class);
  }

  @Test
  void refusalOfATokenThatWasReplacedMeanwhileSparesTheNewOne() throws Exception {
    ConnectionKey key = connect();
    pass(Duration.ofSeconds(101));
    provider.hang();
    provider.fail(400, "{\"error\":\"invalid_grant\"}");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = threads.submit(() -> bean().token(key));
      await().until(() -> provider.tokenRequests().size() == 1);
      replaceTokens(key, "newer");
      provider.openGate();

      assertThat(token(waiting.get(10, TimeUnit.SECONDS))).isEqualTo("newer");
    }
    assertThat(stored(key).state()).isEqualTo(ConnectionState.LIVE);
    assertThat(provider.tokenRequests()).hasSize(1);
  }

  @Test
  void holderThatLostItsLeaseStillStoresWhatItGot() throws Exception {
    ConnectionKey key = connect();
    pass(Duration.ofSeconds(101));
    provider.hang();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var late = threads.submit(() -> bean().token(key));
      await().until(() -> provider.tokenRequests().size() == 1);
      Instant now = server.clock().instant();
      var store = replica.get(ConnectionStore.class);
      long version = stored(key).version();
      assertThat(store.lease(key, version, "other", now.plusSeconds(21), now.plusSeconds(41)))
          .isTrue();
      provider.openGate();

      String token = token(late.get(10, TimeUnit.SECONDS));
      assertThat(token(replica.get(Connections.class).token(key))).isEqualTo(token);
      assertThat(store.refuse(key, version, "other")).isFalse();
    }
    assertThat(provider.tokenRequests()).hasSize(1);
  }

  @Test
  void lateResultDoesNotComeIntoANewConnectionOfTheSameUser()
      throws ExecutionException, InterruptedException, TimeoutException {
    ConnectionKey key = connect();
    pass(Duration.ofSeconds(101));
    provider.hang();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var late = threads.submit(() -> bean().token(key));
      await().until(() -> provider.tokenRequests().size() == 1);
      bean().disconnect(key);
      replaceTokens(key, "of another account");
      provider.openGate();

      assertThat(token(late.get(10, TimeUnit.SECONDS))).isEqualTo("of another account");
    }
  }

  @Test
  void coolDownGrowsAndHoldsForEveryReplica() {
    ConnectionKey key = connect();
    pass(Duration.ofSeconds(101));
    provider.answer(500, "text/html", "");
    Duration longest = Duration.ZERO;
    for (int failure = 1; failure <= 5; failure++) {
      Duration wait = unavailable(bean().token(key));
      Duration full = Duration.ofSeconds(1L << failure);
      assertThat(wait).isBetween(full.multipliedBy(3).dividedBy(4), full).isGreaterThan(longest);
      assertThat(stored(key).failures()).isEqualTo(failure);
      assertThat(unavailable(replica.get(Connections.class).token(key))).isLessThanOrEqualTo(wait);
      assertThat(provider.tokenRequests()).hasSize(failure);
      longest = wait;
      pass(wait);
    }
    provider.recover();
    assertThat(bean().token(key)).isInstanceOf(Usable.class);
    assertThat(stored(key).failures()).isZero();
    // So that the breaker forgets.
    for (int call = 0; call < 20; call++) {
      pass(Duration.ofSeconds(101));
      assertThat(bean().token(key)).isInstanceOf(Usable.class);
    }
  }

  @Test
  void providerThatKeepsTheRefreshTokenIsAskedWithItAgain() {
    ConnectionKey key = connect();
    provider.answer(
        200,
        "application/json",
        "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":100,\"scope\":\"openid\"}");
    for (int time = 0; time < 2; time++) {
      pass(Duration.ofSeconds(101));
      assertThat(token(bean().token(key))).isEqualTo("a");
    }
    assertThat(new HashSet<>(provider.tokenRequests())).hasSize(1);
    assertThat(stored(key).scopes()).containsExactly("openid");
  }

  @Test
  void tokensInUseAreRefreshedAheadOfTimeAndOthersAreNot() {
    List<ConnectionKey> keys = IntStream.range(0, 5).mapToObj(_ -> connect()).toList();
    provider.tokenRequests().clear();
    pass(Duration.ofSeconds(70));
    assertThat(server.get(RefreshesAhead.class).round()).isZero();
    pass(Duration.ofSeconds(20));
    assertThat(server.get(RefreshesAhead.class).round()).isEqualTo(5);
    assertThat(server.get(RefreshesAhead.class).round()).isZero();
    assertThat(provider.tokenRequests()).hasSize(5);
    keys.forEach(key -> assertThat(bean().token(key)).isInstanceOf(Usable.class));
    assertThat(provider.tokenRequests()).hasSize(5);

    pass(Duration.ofHours(25));
    assertThat(server.get(RefreshesAhead.class).round()).isZero();
    assertThat(provider.tokenRequests()).hasSize(5);
    // Used again, it is kept fresh again.
    assertThat(bean().token(keys.getFirst())).isInstanceOf(Usable.class);
    pass(Duration.ofSeconds(90));
    assertThat(server.get(RefreshesAhead.class).round()).isEqualTo(1);
    assertThat(provider.tokenRequests()).hasSize(7);
  }

  @Test
  void replicasShareTheWorkAhead() {
    IntStream.range(0, 40).forEach(_ -> connect());
    provider.tokenRequests().clear();
    pass(Duration.ofSeconds(90));
    List<RefreshesAhead> workers =
        List.of(server.get(RefreshesAhead.class), replica.get(RefreshesAhead.class));

    Races.values(Races.run(4, number -> () -> workers.get(number % workers.size()).round()));
    workers.getFirst().round();

    assertThat(provider.tokenRequests()).hasSize(40);
    assertThat(new HashSet<>(provider.tokenRequests())).hasSize(40);
  }

  @Test
  void troubleAheadOfTimeIsPutOffLikeAnyOther() {
    ConnectionKey key = connect();
    provider.tokenRequests().clear();
    pass(Duration.ofSeconds(86));
    provider.fail(503, "");
    assertThat(server.get(RefreshesAhead.class).round()).isEqualTo(1);
    assertThat(replica.get(RefreshesAhead.class).round()).isZero();
    assertThat(bean().token(key)).isInstanceOf(Usable.class);
    assertThat(provider.tokenRequests()).hasSize(1);
    pass(Duration.ofSeconds(7));
    provider.recover();
    assertThat(replica.get(RefreshesAhead.class).round()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "connection, due_at, connection_by_due",
    "device_attempt, next_poll_at, device_attempt_by_poll",
    "provider_revocation, next_try_at, provider_revocation_by_try"
  })
  void whatIsDueIsFoundByTheIndex(String table, String column, String index) throws SQLException {
    fill(2000);
    try (var connection = server.schema().dataSource().getConnection();
        var sql = connection.createStatement()) {
      sql.execute("ANALYZE TABLE " + table);
      try (var plan =
          sql.executeQuery(
              "EXPLAIN FORMAT=TRADITIONAL SELECT * FROM %1$s WHERE %2$s <= '2000-01-01' ORDER BY %2$s LIMIT 16"
                      .formatted(table, column)
                  + " FOR UPDATE SKIP LOCKED")) {
        assertThat(plan.next()).isTrue();
        assertThat(plan.getString("key")).isEqualTo(index);
        assertThat(plan.getString("type")).isEqualTo("range");
        assertThat(plan.getLong("rows")).isLessThan(10);
      }
      sql.execute("DELETE FROM connection WHERE provider = 'filled'");
      sql.execute("DELETE FROM device_attempt WHERE provider = 'filled'");
      sql.execute("DELETE FROM provider_revocation WHERE provider = 'filled'");
    }
  }

  @Test
  void operatorsSeeHowConnectionsStand() {
    ConnectionGauges gauges = server.get(ConnectionGauges.class);
    ConnectionKey key = connect();
    gauges.look();
    double live = connections("live");
    double useless = connections("needs_consent");
    assertThat(live).isPositive();

    pass(Duration.ofSeconds(101));
    gauges.look();
    assertThat(gauge("holdfast.token.connections.overdue").value()).isBetween(10.0, 30.0);
    provider.fail(400, "{\"error\":\"invalid_grant\"}");
    assertThat(bean().token(key)).isInstanceOf(Missing.class);
    gauges.look();

    assertThat(connections("live")).isEqualTo(live - 1);
    assertThat(connections("needs_consent")).isEqualTo(useless + 1);
    assertThat(gauge("holdfast.token.connections.overdue").value()).isZero();
    provider.recover();
    bean().disconnect(connect());
    gauges.look();
    assertThat(gauge("holdfast.token.connections.unrevoked").value()).isPositive();
  }

  private double connections(String state) {
    return server
        .get(MeterRegistry.class)
        .find("holdfast.token.connections")
        .tags("provider", "demo", "state", state)
        .gauges()
        .stream()
        .mapToDouble(Gauge::value)
        .sum();
  }

  private Gauge gauge(String name) {
    return server.get(MeterRegistry.class).get(name).gauge();
  }

  private void fill(int rows) throws SQLException {
    fill(
        rows,
        "INSERT INTO connection (issuer, subject, provider, version, access_token, refresh_token,"
            + " due_at, begun_at)"
            + " VALUES ('i', ?, 'filled', 1, '', '', '2099-01-01', '2026-01-01')");
    fill(
        rows,
        "INSERT INTO device_attempt (handle_hash, issuer, subject, provider, device_code, state,"
            + " pause, begun_at, expires_at, next_poll_at) VALUES (?, 'i', 's', 'filled', '',"
            + " 'PENDING', 5, '2026-01-01', '2099-01-01', '2099-01-01')");
    fill(
        rows,
        "INSERT INTO provider_revocation (id, issuer, subject, provider, version, access_token,"
            + " refresh_token, attempts, next_try_at)"
            + " VALUES (?, 'i', 's', 'filled', 1, '', '', 0, '2099-01-01')");
  }

  private void fill(int rows, String insert) throws SQLException {
    try (var connection = server.schema().dataSource().getConnection();
        var sql = connection.prepareStatement(insert)) {
      for (int row = 0; row < rows; row++) {
        sql.setString(1, "row-" + row);
        sql.addBatch();
      }
      sql.executeBatch();
    }
  }

  private Connections bean() {
    return server.get(Connections.class);
  }

  private StoredConnection stored(ConnectionKey key) {
    return server.get(ConnectionStore.class).find(key).orElseThrow();
  }

  private void pass(Duration time) {
    server.clock().advance(time);
    replica.clock().advance(Duration.between(replica.clock().instant(), server.clock().instant()));
  }

  private double saved() {
    return List.of(server, replica).stream()
        .mapToDouble(
            each ->
                each.get(MeterRegistry.class)
                    .counter("holdfast.token.connections.saved", "provider", "demo")
                    .count())
        .sum();
  }

  private ConnectionKey connect() {
    var key = new ConnectionKey(server.someone(), "demo");
    connect(key);
    provider.tokenRequests().clear();
    return key;
  }

  private void connect(ConnectionKey key) {
    Consents consents = server.get(Consents.class);
    String state = consents.start(key).state();
    consents.complete(
        new CompleteConnection(key.subject(), state, Secret.of("code"), provider.issuer()));
  }

  /** As a consent does that comes in between. */
  private void replaceTokens(ConnectionKey key, String accessToken) {
    var tokens =
        new ProviderTokens(
            Secret.of(accessToken), Secret.of("another"), Duration.ofSeconds(100), null);
    server.get(Consents.class).store(key, tokens, server.clock().instant());
  }

  private static String token(TokenOutcome outcome) {
    return ((Usable) outcome).token().accessToken().reveal();
  }

  private static Duration unavailable(TokenOutcome outcome) {
    return ((Unavailable) outcome).retryAfter();
  }
}
