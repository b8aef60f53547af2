package dev.holdfast.contracts.events;

import static java.util.Objects.requireNonNull;

import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.revocation.EpochReason;
import java.time.Instant;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Events on {@link Topics#AUDIT}: what was decided, and why. */
public sealed interface AuditEvent extends Event {

  /**
   * What an identity event led to. Its id is derived from its cause, so a redelivered cause yields
   * the same decision id.
   */
  sealed interface Decision extends AuditEvent {

    /** The id of the identity event. */
    String cause();

    /** That event's CloudEvents type. */
    String causeType();

    /** How it was carried out; absent from records of builds that did not tell. */
    @Nullable Execution execution();
  }

  /**
   * How a decision was carried out.
   *
   * @param policyVersion the policy that decided, as {@code GET /policy} shows it
   * @param latencyMillis from the identity event's own instant to the effect, in milliseconds
   * @param sweepMillis how much of that the token-service took for it, in milliseconds
   */
  record Execution(String policyVersion, long latencyMillis, long sweepMillis) {
    /** Refuses missing parts. */
    public Execution {
      requireNonNull(policyVersion, "policy_version");
    }
  }

  /**
   * A sweep was decided and applied.
   *
   * @param cause the id of the identity event
   * @param causeType that event's CloudEvents type
   * @param reason why grants ended
   * @param clientIds the clients that were to be swept; absent means all
   * @param sparedSid the login session that was spared, if any
   * @param revoked grants ended, by client
   * @param spared live grants left alone, by client
   * @param execution how it was carried out
   */
  record SweepApplied(
      EventHeader header,
      String cause,
      String causeType,
      EndReason reason,
      @Nullable SortedSet<String> clientIds,
      @Nullable String sparedSid,
      SortedMap<String, Integer> revoked,
      SortedMap<String, Integer> spared,
      @Nullable Execution execution)
      implements Decision {
    /** Refuses missing parts. */
    public SweepApplied {
      requireNonNull(header, "header");
      requireNonNull(cause, "cause");
      requireNonNull(causeType, "cause_type");
      requireNonNull(reason, "reason");
      requireNonNull(revoked, "revoked");
      requireNonNull(spared, "spared");
    }
  }

  /**
   * An access epoch was decided and applied, and nothing else.
   *
   * @param cause the id of the identity event
   * @param causeType that event's CloudEvents type
   * @param reason why older access tokens are refused
   * @param epoch the instant they must not be older than
   * @param execution how it was carried out
   */
  record EpochRaised(
      EventHeader header,
      String cause,
      String causeType,
      EpochReason reason,
      Instant epoch,
      @Nullable Execution execution)
      implements Decision {
    /** Refuses missing parts. */
    public EpochRaised {
      requireNonNull(header, "header");
      requireNonNull(cause, "cause");
      requireNonNull(causeType, "cause_type");
      requireNonNull(reason, "reason");
      requireNonNull(epoch, "epoch");
    }
  }

  /**
   * An administrator did something. The subject is the user or client acted upon.
   *
   * @param actor who: the subject of the administrator's token, or its client
   * @param action what, as a short name such as {@code user-lock}
   * @param target upon what: an id, never a secret
   */
  record AdministratorActed(EventHeader header, String actor, String action, String target)
      implements AuditEvent {
    /** Refuses missing parts. */
    public AdministratorActed {
      requireNonNull(header, "header");
      requireNonNull(actor, "actor");
      requireNonNull(action, "action");
      requireNonNull(target, "target");
    }
  }

  /**
   * A tool was called through a gateway. The header's time is when; its subject is the caller,
   * {@code urn:holdfast:mcp-gateway anonymous} for a call without a token. Such events are best
   * effort: a gateway loses them rather than hold up calls.
   *
   * @param clientId the client whose token was used; {@code anonymous} without one
   * @param server the MCP server's name at the gateway
   * @param tool the tool's name at its server
   * @param outcome how it ended
   * @param refusal why the gateway refused, or had no answer
   * @param duration milliseconds until the answer was complete
   * @param arguments as JSON, if the gateway is told to record them; cut ones end in an ellipsis
   */
  record ToolCalled(
      EventHeader header,
      String clientId,
      String server,
      String tool,
      CallOutcome outcome,
      @Nullable String refusal,
      long duration,
      @Nullable String arguments)
      implements AuditEvent {
    /** Refuses missing parts. */
    public ToolCalled {
      requireNonNull(header, "header");
      requireNonNull(clientId, "client_id");
      requireNonNull(server, "server");
      requireNonNull(tool, "tool");
      requireNonNull(outcome, "outcome");
    }
  }

  /**
   * An MCP server lost a session, and the gateway opened another one in its place. The subject is
   * the session's owner.
   *
   * @param clientId the client whose call brought it to light; {@code anonymous} without a token
   * @param server the MCP server's name at the gateway
   */
  record SessionReplaced(EventHeader header, String clientId, String server) implements AuditEvent {
    /** Refuses missing parts. */
    public SessionReplaced {
      requireNonNull(header, "header");
      requireNonNull(clientId, "client_id");
      requireNonNull(server, "server");
    }
  }

  /**
   * Somebody presented the session id of another person, and was refused. The subject is who
   * presented it; the owner is unharmed.
   *
   * @param clientId the client that presented it; {@code anonymous} without a token
   * @param server the MCP server's name at the gateway
   * @param ownerIss the owner's issuer; absent if the session was nobody's, or its id is of an
   *     older format
   * @param ownerSub the owner's subject there
   */
  record SessionStolen(
      EventHeader header,
      String clientId,
      String server,
      @Nullable String ownerIss,
      @Nullable String ownerSub)
      implements AuditEvent {
    /** Refuses missing parts. */
    public SessionStolen {
      requireNonNull(header, "header");
      requireNonNull(clientId, "client_id");
      requireNonNull(server, "server");
    }
  }
}
