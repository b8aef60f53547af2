package dev.holdfast.listener.replay.judge;

import dev.holdfast.contracts.revocation.RevokeClient;
import dev.holdfast.contracts.revocation.RevokeGrants;
import dev.holdfast.listener.policy.Decision;
import dev.holdfast.listener.replay.grants.Life;
import java.util.Optional;

/** Why an order leaves a grant alone. */
public final class Grounds {

  private Grounds() {}

  /** In words; empty if the order ends the grant. As the token-service has it. */
  public static Optional<String> sparing(Decision.Order order, Life life) {
    return switch (order) {
      case Decision.Sweep(RevokeGrants sweep) -> sparing(sweep, life);
      case Decision.ClientSweep(RevokeClient sweep) ->
          life.issuedAt().isBefore(sweep.issuedBefore())
              ? Optional.empty()
              : Optional.of("it is newer than the end of the client");
      case Decision.EpochRaise _ -> Optional.of("only access tokens end");
    };
  }

  private static Optional<String> sparing(RevokeGrants sweep, Life life) {
    if (sweep.clientIds() != null && !sweep.clientIds().contains(life.clientId())) {
      return Optional.of("its client is not swept");
    }
    if (life.sid().equals(sweep.sparedSid())) {
      return Optional.of("it is of the login's own session");
    }
    if (!life.issuedAt().isBefore(sweep.issuedBefore())) {
      return Optional.of("it is newer than the event");
    }
    return Optional.empty();
  }
}
