package dev.holdfast.listener.replay.print;

/** How findings are printed. */
public enum Format {
  /** One line per finding, for people. */
  TABLE,
  /** An array of objects. */
  JSON,
  /** An object per line. */
  JSONL,
  /** Comma-separated values (RFC 4180). */
  CSV;

  /** A new one that prints so. */
  public Printer printer() {
    return switch (this) {
      case TABLE -> new Table();
      case JSON -> new Json(true);
      case JSONL -> new Json(false);
      case CSV -> new Csv();
    };
  }
}
