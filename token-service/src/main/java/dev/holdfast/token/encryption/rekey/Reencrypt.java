package dev.holdfast.token.encryption.rekey;

import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.encryption.KeyChanges;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** A user is done when the records are moved; dropping the old key comes a grace later. */
@Singleton
final class Reencrypt implements Change {

  private final RunStore store;
  private final KeyChanges changes;

  Reencrypt(RunStore store, KeyChanges changes) {
    this.store = store;
    this.changes = changes;
  }

  @Override
  public List<SubjectId> due(Run run, Optional<SubjectId> after, int max) {
    return store.toReencrypt(run.startedAt(), after, max);
  }

  @Override
  public long remaining(Run run) {
    return store.countToReencrypt(run.startedAt());
  }

  @Override
  public Step step(Run run, SubjectId subject) {
    boolean begun = changes.begin(subject, run.startedAt());
    boolean moved = changes.move(subject);
    boolean retired = changes.retire(subject);
    if (moved) {
      return Step.DONE;
    }
    return begun || retired ? Step.TIDIED : Step.NOTHING;
  }
}
