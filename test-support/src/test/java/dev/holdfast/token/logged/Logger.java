package dev.holdfast.token.logged;

/** Breaks one rule, or shows what is allowed. */
public final class Logger {

  private final java.util.logging.Logger log = java.util.logging.Logger.getLogger("x");

  /** Logs. */
  public void log() {
    log.info("hello");
  }
}
