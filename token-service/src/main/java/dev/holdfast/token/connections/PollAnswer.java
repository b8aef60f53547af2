package dev.holdfast.token.connections;

/** What a provider answered to a device's token request (RFC 8628, section 3.5). */
public sealed interface PollAnswer {

  /** The user consented. */
  record Granted(ProviderTokens tokens) implements PollAnswer {}

  /** Not yet. */
  record Pending() implements PollAnswer {}

  /** Not yet, and we ask too often. */
  record SlowDown() implements PollAnswer {}

  /** Never: the user or the provider refused. */
  record Denied() implements PollAnswer {}

  /** Never: too late. */
  record Expired() implements PollAnswer {}

  /** No usable answer. */
  record Unavailable() implements PollAnswer {}
}
