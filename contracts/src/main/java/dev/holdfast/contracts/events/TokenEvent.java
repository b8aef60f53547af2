package dev.holdfast.contracts.events;

import static java.util.Objects.requireNonNull;

import dev.holdfast.contracts.grants.EndReason;
import java.time.Instant;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Events on {@link Topics#TOKENS}. They name grants, never tokens. */
public sealed interface TokenEvent extends Event {

  /** The grant's id. */
  String gid();

  /** The client the grant was issued to. */
  String clientId();

  /**
   * A grant began.
   *
   * @param sid its login session
   * @param scopes what was granted
   */
  record GrantIssued(
      EventHeader header, String gid, String clientId, String sid, SortedSet<String> scopes)
      implements TokenEvent {
    /** Refuses missing parts. */
    public GrantIssued {
      requireNonNull(header, "header");
      requireNonNull(gid, "gid");
      requireNonNull(clientId, "client_id");
      requireNonNull(sid, "sid");
      requireNonNull(scopes, "scopes");
    }
  }

  /**
   * A refresh token was used again outside the leeway; {@link GrantRevoked} follows.
   *
   * @param generation which generation came back, counted from 0
   * @param current the generation that was live
   */
  record RefreshReused(
      EventHeader header, String gid, String clientId, long generation, long current)
      implements TokenEvent {
    /** Refuses missing parts. */
    public RefreshReused {
      requireNonNull(header, "header");
      requireNonNull(gid, "gid");
      requireNonNull(clientId, "client_id");
    }
  }

  /**
   * A grant ended; every access token of it must stop. OAuth event type {@code token-revoked}.
   *
   * @param sid its login session
   * @param issuedAt when it had begun
   * @param reason why
   * @param cause the id of the identity event behind it, if there was one
   */
  record GrantRevoked(
      EventHeader header,
      String gid,
      String clientId,
      String sid,
      Instant issuedAt,
      EndReason reason,
      @Nullable String cause)
      implements TokenEvent {
    /** Refuses missing parts. */
    public GrantRevoked {
      requireNonNull(header, "header");
      requireNonNull(gid, "gid");
      requireNonNull(clientId, "client_id");
      requireNonNull(sid, "sid");
      requireNonNull(issuedAt, "issued_at");
      requireNonNull(reason, "reason");
    }
  }
}
