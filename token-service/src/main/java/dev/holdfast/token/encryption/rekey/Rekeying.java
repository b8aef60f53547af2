package dev.holdfast.token.encryption.rekey;

import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.encryption.KeyChanges;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Begins runs, and goes on with what is not finished, until nothing is due. Any number of processes
 * may do so at once, and each may end at any point.
 */
@Singleton
public final class Rekeying {

  private final RunStore store;
  private final KeyChanges changes;
  private final Rewrap rewrap;
  private final Reencrypt reencrypt;
  private final RekeySettings settings;
  private final Clock clock;

  Rekeying(
      RunStore store,
      KeyChanges changes,
      Rewrap rewrap,
      Reencrypt reencrypt,
      RekeySettings settings,
      Clock clock) {
    this.store = store;
    this.changes = changes;
    this.rewrap = rewrap;
    this.reencrypt = reencrypt;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Changes every key that is due.
   *
   * @param progress told of each batch
   * @return how many keys could not be changed; a later run tries them again
   * @throws InterruptedException if interrupted; a later run goes on
   */
  public long run(RunKind kind, Progress progress) throws InterruptedException {
    Run run = store.begin(kind, now());
    Change change = change(kind);
    long already = run.done();
    long total = already + change.remaining(run);
    Pass pass;
    do {
      long before = already;
      pass = new Pass(store, change, run, settings.batchSize());
      pass.run(done -> progress.at(before + done, total));
      already += pass.done();
      if (pass.isIdle()) {
        Thread.sleep(settings.poll());
      }
    } while (!pass.isLast());
    if (pass.failed() == 0) {
      store.finish(run, now());
    }
    return pass.failed();
  }

  /**
   * Gives one user a new data key and returns when the old one is gone.
   *
   * @throws InterruptedException if interrupted; a later run goes on
   */
  public void reencrypt(SubjectId subject) throws InterruptedException {
    changes.begin(subject, now());
    while (changes.isChanging(subject)) {
      if (!changes.move(subject) && !changes.retire(subject)) {
        Thread.sleep(settings.poll());
      }
    }
  }

  private Change change(RunKind kind) {
    return switch (kind) {
      case REWRAP -> rewrap;
      case REENCRYPT -> reencrypt;
    };
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Hears of a run. */
  @FunctionalInterface
  public interface Progress {

    /** So many of so many keys are changed. */
    void at(long done, long total);
  }
}
