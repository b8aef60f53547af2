package dev.holdfast.token.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.testsupport.Races;
import dev.holdfast.testsupport.TestDatabase;
import dev.holdfast.token.TokenServer;
import dev.holdfast.token.transaction.Transactions;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What {@link EpochStore} promises, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EpochStoreContract {

  private static final Instant NOW = Instant.parse("2026-07-01T10:00:00.123456Z");

  private TokenServer server;
  private EpochStore epochs;

  abstract TestDatabase database();

  @BeforeAll
  void start(@TempDir Path keys) {
    server = TokenServer.start(database().newSchema(), keys);
    epochs = server.get(EpochStore.class);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void epochGrowsByMicrosecondsAndOnlyGrows() {
    SubjectId subject = server.someone();
    assertThat(epochs.newest(subject)).isEmpty();

    assertThat(epochs.raise(subject, NOW)).isTrue();
    assertThat(epochs.raise(subject, NOW)).isFalse();
    assertThat(epochs.raise(subject, NOW.minusSeconds(1))).isFalse();
    assertThat(epochs.newest(subject)).hasValue(NOW);
    assertThat(epochs.raise(subject, NOW.plusNanos(1_000))).isTrue();
    assertThat(epochs.newest(subject)).hasValue(NOW.plusNanos(1_000));
    assertThat(epochs.newest(new SubjectId("https://elsewhere", subject.subject()))).isEmpty();
    assertThat(epochs.newest(new SubjectId(subject.issuer(), subject.subject() + " "))).isEmpty();
  }

  @Test
  void oneOfManyEqualRaisesWins() {
    SubjectId subject = server.someone();
    Transactions transactions = server.get(Transactions.class);

    var won = Races.run(8, () -> transactions.write(() -> epochs.raise(subject, NOW)));

    assertThat(Races.values(won)).hasSize(8).containsOnlyOnce(true);
  }
}
