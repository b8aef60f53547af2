package dev.holdfast.authserver.user;

/** What became of a change. */
public sealed interface Changed {

  /** It is so now. */
  record Done() implements Changed {}

  /** There is no such user. */
  record Unknown() implements Changed {}

  /** The user's state forbids it. */
  record Refused(UserState state) implements Changed {}
}
