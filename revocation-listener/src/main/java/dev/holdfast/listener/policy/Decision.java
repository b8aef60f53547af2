package dev.holdfast.listener.policy;

import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.revocation.EpochReason;
import dev.holdfast.contracts.revocation.RaiseEpoch;
import dev.holdfast.contracts.revocation.RevokeClient;
import dev.holdfast.contracts.revocation.RevokeGrants;
import java.util.List;
import java.util.stream.Stream;

/** What an identity event leads to. */
public sealed interface Decision {

  /** Something ends. */
  sealed interface Order extends Decision {

    /** Every reason there can be. */
    List<String> REASONS =
        Stream.concat(
                Stream.of(
                        EndReason.LOGIN_ELSEWHERE,
                        EndReason.USER_LOCKED,
                        EndReason.USER_DISABLED,
                        EndReason.USER_DELETED,
                        EndReason.CREDENTIALS_CHANGED,
                        EndReason.PROVIDER_UNLINKED,
                        EndReason.CLIENT_DELETED)
                    .map(EndReason::name),
                Stream.of(EpochReason.ROLES_CHANGED.name()))
            .toList();

    /** The event behind it. */
    String eventId();

    /** Why, as a name for logs and metrics. */
    String reason();
  }

  /** These grants of one subject end. */
  record Sweep(RevokeGrants order) implements Order {

    @Override
    public String eventId() {
      return order.eventId();
    }

    @Override
    public String reason() {
      return order.reason().name();
    }
  }

  /** All grants of one client end. */
  record ClientSweep(RevokeClient order) implements Order {

    @Override
    public String eventId() {
      return order.eventId();
    }

    @Override
    public String reason() {
      return EndReason.CLIENT_DELETED.name();
    }
  }

  /** Access tokens of one subject end, grants do not. */
  record EpochRaise(RaiseEpoch order) implements Order {

    @Override
    public String eventId() {
      return order.eventId();
    }

    @Override
    public String reason() {
      return order.reason().name();
    }
  }

  /** Nothing ends, and this is why. */
  record Nothing(String why) implements Decision {}
}
