package dev.holdfast.token.encryption;

import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Changes one user's keys, a step at a time. Each step is one atomic change of the user's row, made
 * only if the row is as it was read, so steps may be repeated, interrupted, and taken by several
 * processes at once; readers and writers go on between any two.
 */
@Singleton
public final class KeyChanges {

  private final KeyRing ring;
  private final UserKeyStore store;
  private final DataKeys dataKeys;
  private final UserKeys userKeys;
  private final List<SealedRecords> records;
  private final Transactions transactions;
  private final KeySettings settings;
  private final Clock clock;

  KeyChanges(
      KeyRing ring,
      UserKeyStore store,
      DataKeys dataKeys,
      UserKeys userKeys,
      List<SealedRecords> records,
      Transactions transactions,
      KeySettings settings,
      Clock clock) {
    this.ring = ring;
    this.store = store;
    this.dataKeys = dataKeys;
    this.userKeys = userKeys;
    this.records = records;
    this.transactions = transactions;
    this.settings = settings;
    this.clock = clock;
  }

  /** Names the key that wraps. */
  public String primary() {
    return ring.primary().uri().id();
  }

  /** Where the key of that name is, if it is one of those in use. */
  public Optional<KeyUri> uri(String kek) {
    return ring.named(kek).map(KeyEncryptionKey::uri);
  }

  /**
   * Wraps the user's keys by the primary key, unless it did so since then; false if there is
   * nothing to do, or they changed meanwhile.
   */
  public boolean rewrap(SubjectId subject, Instant since) {
    return store
        .find(subject)
        .filter(old -> !old.kek().equals(primary()) || old.wrappedAt().isBefore(since))
        .filter(old -> store.replace(subject, old, dataKeys.rewrap(subject, old)))
        .isPresent();
  }

  /**
   * Gives the user a new data key, unless the present one is younger or a change is under way; the
   * old one still opens.
   */
  public boolean begin(SubjectId subject, Instant olderThan) {
    return at(subject, KeyStage.SETTLED)
        .filter(old -> old.madeAt().isBefore(olderThan))
        .filter(old -> store.replace(subject, old, dataKeys.add(subject, old)))
        .isPresent();
  }

  /** Whether a change is under way. */
  public boolean isChanging(SubjectId subject) {
    return store.find(subject).filter(key -> key.stage() != KeyStage.SETTLED).isPresent();
  }

  /** Seals every record of the user with the new data key. */
  public boolean move(SubjectId subject) {
    Optional<StoredKey> before = at(subject, KeyStage.MOVING);
    Optional<UserKey> key = before.flatMap(_ -> userKeys.find(subject));
    return key.isPresent() && transactions.write(() -> moveLocked(key.get()));
  }

  private boolean moveLocked(UserKey key) {
    Optional<StoredKey> locked =
        store
            .lock(key.subject())
            .filter(stored -> stored.stage() == KeyStage.MOVING)
            .filter(stored -> stored.id().equals(key.id()));
    if (locked.isEmpty()) {
      return false;
    }
    records.forEach(each -> each.sealAnew(key));
    return store.replace(key.subject(), locked.get(), locked.get().moved(now()));
  }

  /** Drops the old data key, once the grace is over. */
  public boolean retire(SubjectId subject) {
    Instant over = now().minus(settings.grace());
    return at(subject, KeyStage.MOVED)
        .filter(stored -> stored.movedAt() == null || !stored.movedAt().isAfter(over))
        .filter(old -> store.replace(subject, old, dataKeys.drop(subject, old)))
        .isPresent();
  }

  private Optional<StoredKey> at(SubjectId subject, KeyStage stage) {
    return store.find(subject).filter(stored -> stored.stage() == stage);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
