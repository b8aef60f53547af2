package dev.holdfast.authserver.federation;

/** How unlinking a provider ended. */
public enum Unlinking {
  /** It is done, and every login of the person has ended with it. */
  UNLINKED,
  /** The person is not linked there. */
  UNKNOWN,
  /** The person could not sign in again. */
  ONLY_WAY
}
