package dev.holdfast.token.encryption.rekey;

import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.encryption.KeyChanges;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

@Singleton
final class Rewrap implements Change {

  private final RunStore store;
  private final KeyChanges changes;

  Rewrap(RunStore store, KeyChanges changes) {
    this.store = store;
    this.changes = changes;
  }

  @Override
  public List<SubjectId> due(Run run, Optional<SubjectId> after, int max) {
    return store.toRewrap(changes.primary(), run.startedAt(), after, max);
  }

  @Override
  public long remaining(Run run) {
    return store.countToRewrap(changes.primary(), run.startedAt());
  }

  @Override
  public Step step(Run run, SubjectId subject) {
    return changes.rewrap(subject, run.startedAt()) ? Step.DONE : Step.NOTHING;
  }
}
