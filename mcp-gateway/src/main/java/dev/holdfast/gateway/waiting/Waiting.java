package dev.holdfast.gateway.waiting;

/** Marks what takes a thread of its own. */
public final class Waiting {

  private static final ScopedValue<Boolean> FORBIDDEN = ScopedValue.newInstance();

  private Waiting() {}

  /** Something that does not wait. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T call() throws InterruptedException;
  }

  /**
   * Called before anything that may wait, or must not be done twice.
   *
   * @throws MustNotWaitException inside of {@link #forbidden}
   */
  public static void begins() {
    if (FORBIDDEN.isBound()) {
      throw new MustNotWaitException();
    }
  }

  /**
   * Does the work up to where it would wait.
   *
   * @throws MustNotWaitException if it would
   */
  public static <T> T forbidden(Work<T> work) throws InterruptedException {
    return ScopedValue.where(FORBIDDEN, true).call(work::call);
  }
}
