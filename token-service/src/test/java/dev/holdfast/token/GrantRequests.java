package dev.holdfast.token;

import dev.holdfast.contracts.grants.IssueGrant;
import dev.holdfast.contracts.identity.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Grants to ask for. */
public final class GrantRequests {

  private GrantRequests() {}

  /** A refreshable grant that begins now. */
  public static IssueGrant refreshable(SubjectId subject, String clientId, Instant now) {
    return of(subject, clientId, "sid-1", now, true);
  }

  /** A refreshable grant of one login session. */
  public static IssueGrant inSession(SubjectId subject, String clientId, String sid, Instant now) {
    return of(subject, clientId, sid, now, true);
  }

  /** A grant without a refresh token. */
  public static IssueGrant once(SubjectId subject, String clientId, Instant now) {
    return of(subject, clientId, "sid-1", now, false);
  }

  private static IssueGrant of(
      SubjectId subject, String clientId, String sid, Instant now, boolean refreshable) {
    return new IssueGrant(
        subject,
        clientId,
        sid,
        new TreeSet<>(Set.of("mcp", "openid")),
        List.of("http://localhost:8080/mcp/sample"),
        now.minusSeconds(5),
        now,
        "Firefox on Linux",
        refreshable);
  }
}
