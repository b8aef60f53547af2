package dev.holdfast.listener.replay.explain;

import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.TokenEvent;
import dev.holdfast.contracts.identity.SubjectId;
import java.util.Optional;

/** Whom a story is about. */
public sealed interface Hero {

  /** One user, with every grant. */
  record User(SubjectId subject) implements Hero {}

  /** One grant, with what happened to its user. */
  record Grant(String gid) implements Hero {}

  /** Issuer, comma, subject is a user; anything else is the id of a grant. */
  static Hero of(String text) {
    int comma = text.indexOf(',');
    return comma < 0
        ? new Grant(text)
        : new User(new SubjectId(text.substring(0, comma), text.substring(comma + 1)));
  }

  /** Whose grant this is, if the event tells it. */
  static Optional<SubjectId> owner(String gid, Event event) {
    return event instanceof TokenEvent token && gid(token).filter(gid::equals).isPresent()
        ? Optional.of(token.header().subject())
        : Optional.empty();
  }

  /** The grant that an event is about, if it is about one. */
  static Optional<String> gid(TokenEvent event) {
    return switch (event) {
      case TokenEvent.GrantIssued issued -> Optional.of(issued.gid());
      case TokenEvent.RefreshReused reused -> Optional.of(reused.gid());
      case TokenEvent.GrantRevoked revoked -> Optional.of(revoked.gid());
      case TokenEvent.AccessEpoch _ -> Optional.empty();
    };
  }
}
