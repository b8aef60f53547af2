package dev.holdfast.gateway.session;

import dev.holdfast.contracts.identity.SubjectId;
import java.util.Optional;

/** What came out of a presented session id. */
public sealed interface Opening {

  /** It is this caller's session on this server. */
  record Opened(OpenedSession session) implements Opening {}

  /**
   * It is not. The client is told 404 in every case.
   *
   * @param reason why
   * @param owner whose it is, if it is another's and its format tells; for the audit only
   */
  record Refused(Reason reason, Optional<SubjectId> owner) implements Opening {

    /** One whose owner does not matter. */
    public Refused(Reason reason) {
      this(reason, Optional.empty());
    }
  }

  /** Why a session id is refused; for logs and metrics only. */
  enum Reason {
    /** Not of our format, or of one we no longer open. */
    OTHER_FORMAT,
    /** Damaged, made up, or sealed with a key we do not have. */
    DOES_NOT_OPEN,
    /** Too old. */
    TOO_OLD,
    /** Sealed for another server. */
    OTHER_SERVER,
    /** Its owner has logged out since. */
    LOGGED_OUT,
    /** Its client has ended it. */
    ENDED,
    /** Sealed for somebody else. */
    OTHER_OWNER
  }
}
