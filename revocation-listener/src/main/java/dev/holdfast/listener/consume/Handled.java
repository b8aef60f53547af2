package dev.holdfast.listener.consume;

/** How far a record got. */
public sealed interface Handled {

  /** All its effects have happened; its offset may be committed. */
  record Done() implements Handled {}

  /** Not yet; it and everything behind it in its partition wait. */
  record Later(String why) implements Handled {}
}
