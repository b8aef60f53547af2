package dev.holdfast.token.encryption.rekey;

import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.encryption.KeysUnavailableException;
import dev.holdfast.token.encryption.rekey.Change.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pass over all keys that are due, in batches. A key that cannot be changed is left out. */
final class Pass {

  private static final Logger log = LoggerFactory.getLogger(Pass.class);

  /** So many in a row are not the users' keys' fault. */
  private static final int MOST_FAILURES_IN_A_ROW = 10;

  private final RunStore store;
  private final Change change;
  private final Run run;
  private final int batchSize;
  private long done;
  private long tidied;
  private long idle;
  private long failed;
  private int failedInARow;

  Pass(RunStore store, Change change, Run run, int batchSize) {
    this.store = store;
    this.change = change;
    this.run = run;
    this.batchSize = batchSize;
  }

  void run(LongConsumer progress) {
    List<SubjectId> due = change.due(run, Optional.empty(), batchSize);
    while (!due.isEmpty() && !isHopeless()) {
      long before = done;
      due.forEach(this::step);
      store.add(run.kind(), done - before);
      progress.accept(done);
      due = change.due(run, Optional.of(due.getLast()), batchSize);
    }
  }

  private void step(SubjectId subject) {
    if (isHopeless()) {
      return;
    }
    try {
      count(change.step(run, subject));
      failedInARow = 0;
    } catch (KeysUnavailableException e) {
      failed++;
      failedInARow++;
      log.atWarn()
          .addKeyValue("issuer", subject.issuer())
          .addKeyValue("subject", subject.subject())
          .setCause(e)
          .log("A user's key could not be changed");
    }
  }

  private void count(Step step) {
    switch (step) {
      case DONE -> done++;
      case TIDIED -> tidied++;
      case NOTHING -> idle++;
    }
  }

  private boolean isHopeless() {
    return failedInARow >= MOST_FAILURES_IN_A_ROW;
  }

  long done() {
    return done;
  }

  long failed() {
    return failed;
  }

  /** Whether there was nothing to do but to wait. */
  boolean isIdle() {
    return idle > 0 && done == 0 && tidied == 0 && !isHopeless();
  }

  /** Whether a further pass would do nothing. */
  boolean isLast() {
    return isHopeless() || (done == 0 && tidied == 0 && idle == 0);
  }
}
