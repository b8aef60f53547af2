package dev.holdfast.listener.consume;

/** How far a record got. */
public sealed interface Handled {

  /** All its effects have happened; its offset may be committed. */
  record Done() implements Handled {}

  /** Not yet; it waits, and so does everything behind it about the same subject. */
  record Later(String why) implements Handled {}
}
