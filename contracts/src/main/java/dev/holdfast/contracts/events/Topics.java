package dev.holdfast.contracts.events;

import java.util.List;

/** Kafka topics. The key of every record is {@code SubjectId.key()}, so order per subject holds. */
public final class Topics {

  /** Logins and the life of users; foreign producers may write here. */
  public static final String IDENTITY = "holdfast.identity";

  /** The life of grants. */
  public static final String TOKENS = "holdfast.tokens";

  /** The ends of MCP sessions: few, and read far back by every gateway that starts. */
  public static final String SESSIONS = "holdfast.sessions";

  /** Decisions, with counts and reasons. */
  public static final String AUDIT = "holdfast.audit";

  /** Records of {@link #IDENTITY} nobody could read or knows, with headers that say why. */
  public static final String IDENTITY_DLT = "holdfast.identity.dlt";

  private Topics() {}

  /** Every topic, for whoever creates them. */
  public static List<String> all() {
    return List.of(IDENTITY, TOKENS, SESSIONS, AUDIT, IDENTITY_DLT);
  }
}
