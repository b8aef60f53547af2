package dev.holdfast.contracts.events;

import static java.util.Objects.requireNonNull;

import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.revocation.EpochReason;
import java.time.Instant;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Events on {@link Topics#TOKENS}. They name grants, never tokens. */
public sealed interface TokenEvent extends Event {

  /**
   * A grant began.
   *
   * @param gid the grant
   * @param clientId the client it was issued to
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
   * @param gid the grant
   * @param clientId the client it was issued to
   * @param generation which generation came back, counted from 0
   * @param current the generation that was live
   * @param source the network address it came from, if known
   */
  record RefreshReused(
      EventHeader header,
      String gid,
      String clientId,
      long generation,
      long current,
      @Nullable String source)
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
   * @param gid the grant
   * @param clientId the client it was issued to
   * @param sid its login session
   * @param issuedAt when it had begun
   * @param reason why
   * @param cause the id of the identity event behind it, if there was one
   * @param refreshes how often it was refreshed; absent from records of builds that did not tell
   * @param refreshedAt when last; absent if never
   */
  record GrantRevoked(
      EventHeader header,
      String gid,
      String clientId,
      String sid,
      Instant issuedAt,
      EndReason reason,
      @Nullable String cause,
      @Nullable Long refreshes,
      @Nullable Instant refreshedAt)
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

  /**
   * Access tokens of the subject that are older than the header's time are refused from now on,
   * whatever their grants are: those with an older {@code access_epoch} claim and, without the
   * claim, those issued earlier.
   *
   * @param reason why
   * @param cause the id of the identity event behind it
   */
  record AccessEpoch(EventHeader header, EpochReason reason, String cause) implements TokenEvent {
    /** Refuses missing parts. */
    public AccessEpoch {
      requireNonNull(header, "header");
      requireNonNull(reason, "reason");
      requireNonNull(cause, "cause");
    }
  }
}
