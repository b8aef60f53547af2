package dev.holdfast.authserver.federation;

/** How linking a provider ended. */
public enum Linking {
  /** The person may sign in through it from now on. */
  LINKED,
  /** The provider's person is somebody else here. */
  TAKEN,
  /** The person is linked there already, as somebody else. */
  ALREADY,
  /** The login does not count any more. */
  NOT_ALLOWED
}
