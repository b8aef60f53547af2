package dev.holdfast.authserver.logout;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Something to be done about an ended login session.
 *
 * @param id random; also the logout token's {@code jti}, so that a client can tell a repetition
 * @param kind what
 * @param userId whose session it was
 * @param sid which
 * @param clientId the client to tell; empty if it is not about one
 * @param createdAt when the session ended
 * @param attempts how often somebody has taken it
 * @param nextAttemptAt when to take it next
 */
@MappedEntity("logout_duty")
public record Duty(
    @Id String id,
    Kind kind,
    String userId,
    String sid,
    String clientId,
    Instant createdAt,
    int attempts,
    Instant nextAttemptAt) {

  /** What is to be done. */
  public enum Kind {
    /** End the grants that live only as long as the session. */
    END_GRANTS,
    /** Tell a client. */
    TELL_CLIENT
  }

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final int MAX_DOUBLINGS = 16;

  static Duty endGrants(String userId, String sid, Instant now) {
    return new Duty(random(), Kind.END_GRANTS, userId, sid, "", now, 0, now);
  }

  static Duty tellClient(String userId, String sid, String clientId, Instant now) {
    return new Duty(random(), Kind.TELL_CLIENT, userId, sid, clientId, now, 0, now);
  }

  /** The attempt that is being made: as it was taken, the row did not count it yet. */
  int attempt() {
    return attempts + 1;
  }

  /** How long to wait after an attempt: twice as long each time, up to a limit. */
  static Duration pause(int attempt, Duration longest) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.clamp(attempt - 1L, 0, MAX_DOUBLINGS));
    return pause.compareTo(longest) < 0 ? pause : longest;
  }

  private static String random() {
    return UUID.randomUUID().toString();
  }
}
