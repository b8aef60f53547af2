package dev.holdfast.authserver.code;

import dev.holdfast.runtime.retention.Retained;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where codes are kept. Used codes stay until they are long expired, so that a replay is
 * recognised.
 *
 * <p>Redeeming and replaying race without a lock. The winner of {@link #redeem} asks for a grant
 * and notes it with {@link #noteGrant}; whoever comes later marks the code with {@link
 * #markReplayed} and then reads it. Either the mark is there when the grant is noted, and the
 * winner ends the grant, or the grant is there when the late caller reads, and that one ends it.
 */
public interface Codes extends Retained {

  /** How long after its end a used code is remembered, to recognise a late replay. */
  Duration MEMORY = Duration.ofDays(1);

  /** Adds one. */
  AuthorizationCode save(AuthorizationCode code);

  /** The code with this hash. */
  Optional<AuthorizationCode> byCodeHash(String codeHash);

  /** Takes the code; of all callers ever exactly one is told 1. */
  int redeem(String codeHash, Instant now);

  /** Gives a code back that could not be turned into a grant; 0 if it was replayed meanwhile. */
  int giveBack(String codeHash);

  /** Notes the grant; 0 if the code was replayed before. */
  int noteGrant(String codeHash, String gid);

  /** Marks a replay. */
  int markReplayed(String codeHash, Instant now);

  /** Removes some of what expired before an instant. */
  int removeExpiredBefore(Instant instant, int limit);

  @Override
  default String name() {
    return "codes";
  }

  @Override
  default int forget(Instant now, int limit) {
    return removeExpiredBefore(now.minus(MEMORY), limit);
  }
}
