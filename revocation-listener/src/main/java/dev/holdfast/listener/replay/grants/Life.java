package dev.holdfast.listener.replay.grants;

import dev.holdfast.contracts.events.TokenEvent.GrantIssued;
import dev.holdfast.contracts.events.TokenEvent.GrantRevoked;
import dev.holdfast.contracts.grants.EndReason;
import java.time.Instant;
import java.util.Optional;

/**
 * What is on record of one grant.
 *
 * @param gid the grant
 * @param clientId whose it was
 * @param sid its login session
 * @param issuedAt when it began
 * @param end when and why it ended, if it did
 */
public record Life(String gid, String clientId, String sid, Instant issuedAt, Optional<End> end) {

  /**
   * The end of a grant.
   *
   * @param at when
   * @param reason why
   * @param cause the id of the identity event behind it, if there was one
   */
  public record End(Instant at, EndReason reason, Optional<String> cause) {}

  static Life of(GrantIssued issued) {
    return new Life(
        issued.gid(), issued.clientId(), issued.sid(), issued.header().time(), Optional.empty());
  }

  /** The record of an end tells the whole life. */
  public static Life of(GrantRevoked revoked) {
    return new Life(
        revoked.gid(),
        revoked.clientId(),
        revoked.sid(),
        revoked.issuedAt(),
        Optional.of(
            new End(
                revoked.header().time(), revoked.reason(), Optional.ofNullable(revoked.cause()))));
  }

  /** Whether it had begun and not ended then; a silent expiry is on no record. */
  public boolean isLive(Instant instant) {
    return issuedAt.isBefore(instant) && !endedBefore(instant);
  }

  boolean endedBefore(Instant instant) {
    return end.map(known -> known.at().isBefore(instant)).orElse(false);
  }
}
