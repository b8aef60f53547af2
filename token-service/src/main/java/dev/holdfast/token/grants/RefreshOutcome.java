package dev.holdfast.token.grants;

import dev.holdfast.contracts.grants.GrantTokens;

/** What came of a presented refresh token. */
public sealed interface RefreshOutcome {

  /** Exchanged for its successor. */
  record Rotated(GrantTokens tokens) implements RefreshOutcome {}

  /** Exchanged a moment ago; the same successor again. */
  record Replayed(GrantTokens tokens) implements RefreshOutcome {}

  /** Too young to be exchanged; the same token again. */
  record Kept(GrantTokens tokens) implements RefreshOutcome {}

  /** Nothing for this caller. */
  record Refused(Reason reason) implements RefreshOutcome {}

  /**
   * Why not. For logs and metrics; of a token that cannot be exchanged the client learns only
   * {@code invalid_grant}.
   */
  enum Reason {
    /** Never issued, or forged. */
    UNKNOWN,
    /** Issued to another client. */
    OTHER_CLIENT,
    /** Its grant had ended. */
    ENDED,
    /** Not used in time. */
    EXPIRED,
    /** Used before, and too long ago or too often; its grant ended now. */
    REUSED,
    /** More scope than was granted was asked for; nothing happened. */
    SCOPE,
    /** A resource that was not granted was asked for; nothing happened. */
    RESOURCE
  }
}
