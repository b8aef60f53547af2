package dev.holdfast.token.encryption.rekey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.testsupport.Races;
import dev.holdfast.testsupport.TestDatabase;
import dev.holdfast.token.TokenServer;
import dev.holdfast.token.connections.Vaulted;
import dev.holdfast.token.encryption.KeyChanges;
import dev.holdfast.token.encryption.KeyStage;
import dev.holdfast.token.encryption.KeysetFiles;
import dev.holdfast.token.encryption.UserKeyStore;
import dev.holdfast.token.encryption.rekey.Rekeying.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every user's keys change, on every database, while others read and whoever is killed. */
abstract class RekeyingContract {

  private static final int USERS = 25;
  private static final Progress QUIET = (_, _) -> {};

  @TempDir Path keys;

  private final Map<String, Object> settings = new HashMap<>(Vaulted.settings());
  private TokenServer server;
  private Vaulted vaulted;

  abstract TestDatabase database();

  @BeforeEach
  void start() {
    settings.put("holdfast.token.rekeying.batch-size", 4);
    settings.put("holdfast.token.rekeying.poll", "10ms");
    settings.put("holdfast.token.keys.grace", "0s");
    server = TokenServer.start(database().newSchema(), keys, settings);
    vaulted = new Vaulted(server, USERS);
    server.clock().advance(Duration.ofSeconds(1));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void rewrapMovesEveryKeyToTheNewPrimaryWhichThenSuffices() throws InterruptedException {
    Map<String, Object> both = with("new.json", keys.resolve("key-encryption.json"));
    try (TokenServer next = server.replica(keys, both)) {
      vaulted.assertReadableAt(next);
      List<String> progress = new ArrayList<>();
      next.clock().set(server.clock().instant());

      assertThat(run(next, RunKind.REWRAP, (done, of) -> progress.add(done + "/" + of))).isZero();
      assertThat(progress).startsWith("4/25").endsWith("25/25");
      assertThat(next.get(RunStore.class).count())
          .containsExactly(
              new KeyCount(next.get(KeyChanges.class).primary(), KeyStage.SETTLED, USERS));
      vaulted.assertReadableAt(next);
    }
    try (TokenServer alone = server.replica(keys, with("new.json", null))) {
      vaulted.assertReadableAt(alone);
    }
  }

  @Test
  void rewrapTellsWhichKeysItCannotUnwrap() throws InterruptedException {
    try (TokenServer without = server.replica(keys, with("new.json", null))) {
      assertThat(run(without, RunKind.REWRAP, QUIET)).isEqualTo(10);
      assertThat(without.get(RunStore.class).runs())
          .singleElement()
          .satisfies(run -> assertThat(run.finishedAt()).isNull());
    }
    vaulted.assertReadableAt(server);
  }

  @Test
  void reencryptionGivesEverybodyANewDataKey() throws InterruptedException {
    List<String> before = ids();
    assertThat(run(server, RunKind.REENCRYPT, QUIET)).isZero();

    assertThat(ids()).hasSize(USERS).doesNotContainAnyElementsOf(before);
    vaulted.assertSettled();
    vaulted.assertReadableAt(server);
    assertThat(server.get(RunStore.class).runs())
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.done()).isEqualTo(USERS);
              assertThat(run.finishedAt()).isNotNull();
            });
  }

  @Test
  void runKilledBetweenAnyTwoStepsGoesOn() throws InterruptedException {
    List<String> before = ids();
    KeyChanges changes = server.get(KeyChanges.class);
    List<SubjectId> users = vaulted.users();
    assertThatThrownBy(() -> run(server, RunKind.REENCRYPT, RekeyingContract::die))
        .isInstanceOf(Killed.class);
    for (SubjectId user : users.subList(0, 10)) {
      changes.begin(user, server.clock().instant());
    }
    for (SubjectId user : users.subList(0, 5)) {
      changes.move(user);
    }
    vaulted.assertReadableAt(server);

    server.clock().advance(Duration.ofMinutes(1));
    run(server, RunKind.REENCRYPT, QUIET);
    assertThat(ids()).doesNotContainAnyElementsOf(before);
    vaulted.assertSettled();
    vaulted.assertReadableAt(server);
  }

  @Test
  void twoRunsAtOnceShareTheWork() {
    List<String> before = ids();
    try (TokenServer other = server.replica(keys, settings)) {
      other.clock().set(server.clock().instant());
      var failed =
          Races.run(2, caller -> () -> run(caller == 0 ? server : other, RunKind.REENCRYPT, QUIET));
      assertThat(Races.values(failed)).containsExactly(0L, 0L);
      vaulted.assertReadableAt(other);
    }
    assertThat(ids()).doesNotContainAnyElementsOf(before);
    vaulted.assertSettled();
    assertThat(server.get(RunStore.class).runs())
        .singleElement()
        .satisfies(run -> assertThat(run.done()).isEqualTo(USERS));
  }

  /** Readers let time pass, so the grace is over when each of them has read everything anew. */
  @Test
  void everythingIsReadableThroughout() {
    var patient = new HashMap<>(settings);
    patient.put("holdfast.token.keys.grace", "1s");
    AtomicBoolean running = new AtomicBoolean(true);
    try (TokenServer changer = server.replica(keys, patient)) {
      changer.clock().set(server.clock().instant());
      Callable<Long> changing =
          () -> {
            try {
              return run(changer, RunKind.REENCRYPT, QUIET) + run(changer, RunKind.REWRAP, QUIET);
            } finally {
              running.set(false);
            }
          };
      Callable<Long> reading =
          () -> {
            long reads = 0;
            while (running.get()) {
              vaulted.assertReadableAt(server);
              reads += USERS;
              changer.clock().advance(Duration.ofMillis(200));
            }
            return reads;
          };
      var outcomes = Races.run(3, caller -> caller == 0 ? changing : reading);
      assertThat(Races.failures(outcomes)).isEmpty();
      List<Long> values = Races.values(outcomes);
      assertThat(values.getFirst()).isZero();
      // The grace does not pass sooner: only readers move the clock.
      assertThat(values.stream().skip(1).mapToLong(Long::longValue).sum())
          .isGreaterThanOrEqualTo(5L * USERS);
    }
    vaulted.assertSettled();
    vaulted.assertReadableAt(server);
  }

  @Test
  void oneUserCanBeReencryptedAlone() throws InterruptedException {
    List<String> before = ids();
    server.get(Rekeying.class).reencrypt(vaulted.users().getFirst());

    assertThat(ids()).filteredOn(before::contains).hasSize(USERS - 1);
    vaulted.assertSettled();
    vaulted.assertReadableAt(server);
  }

  @Test
  void recordThatDoesNotOpenKeepsTheOldKey() throws Exception {
    try (var connection = server.schema().dataSource().getConnection();
        var sql = connection.createStatement()) {
      sql.executeUpdate("UPDATE connection SET access_token = 'garbage' LIMIT 1");
    }
    assertThat(run(server, RunKind.REENCRYPT, QUIET)).isEqualTo(1);
    assertThat(server.get(RunStore.class).count())
        .extracting(KeyCount::stage, KeyCount::users)
        .containsExactlyInAnyOrder(tuple(KeyStage.SETTLED, USERS - 1L), tuple(KeyStage.MOVING, 1L));
  }

  private static void die(long done, long total) {
    throw new Killed();
  }

  private static long run(TokenServer at, RunKind kind, Progress progress)
      throws InterruptedException {
    return at.get(Rekeying.class).run(kind, progress);
  }

  private List<String> ids() {
    var store = server.get(UserKeyStore.class);
    return vaulted.users().stream().map(store::find).map(key -> key.orElseThrow().id()).toList();
  }

  /** The settings with another primary key, made now. */
  private Map<String, Object> with(String primary, @Nullable Path other) {
    new KeysetFiles(keys).loadOrCreate(primary, PredefinedAeadParameters.AES256_GCM);
    Map<String, Object> changed = new HashMap<>(settings);
    changed.put("holdfast.token.keys.primary", "file://" + keys.resolve(primary));
    if (other != null) {
      changed.put("holdfast.token.keys.others", "file://" + other);
    }
    return changed;
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
