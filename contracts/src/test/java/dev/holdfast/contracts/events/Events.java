package dev.holdfast.contracts.events;

import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.revocation.EpochReason;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** One event of every type, and both forms of those with optional members. */
final class Events {

  static final EventHeader HEADER =
      new EventHeader(
          "5f3c1e0a-7d55-4c0e-9b1c-0b7f3d7c2a11",
          URI.create("http://localhost:9000"),
          Instant.parse("2026-11-21T09:30:00.123456Z"),
          new SubjectId("http://localhost:9000", "248289761001"));

  private Events() {}

  static List<Event> all() {
    return List.of(
        new IdentityEvent.LoginSuccess(HEADER, "console", "sid-1"),
        new IdentityEvent.LoginFailed(HEADER, "console", LoginFailure.WRONG_PASSWORD),
        new IdentityEvent.Logout(HEADER, "sid-1"),
        new IdentityEvent.UserCreated(HEADER),
        new IdentityEvent.UserLocked(HEADER),
        new IdentityEvent.UserUnlocked(HEADER),
        new IdentityEvent.UserDisabled(HEADER),
        new IdentityEvent.UserDeleted(HEADER),
        new IdentityEvent.CredentialsChanged(
            HEADER, CredentialType.PASSWORD, CredentialChange.UPDATE),
        new IdentityEvent.CredentialsChanged(
            HEADER, CredentialType.PASSKEY, CredentialChange.CREATE),
        new IdentityEvent.CredentialsChanged(
            HEADER, CredentialType.PASSKEY, CredentialChange.REVOKE),
        new IdentityEvent.RolesChanged(HEADER, set("admin", "editor")),
        new IdentityEvent.RolesChanged(HEADER, set()),
        new IdentityEvent.ProviderUnlinked(HEADER, "workforce"),
        new IdentityEvent.ClientRegistered(HEADER, "mcp-a"),
        new IdentityEvent.ClientDeleted(HEADER, "mcp-a"),
        new TokenEvent.GrantIssued(HEADER, "gid-1", "console", "sid-1", set("openid", "profile")),
        new TokenEvent.RefreshReused(HEADER, "gid-1", "console", 1, 3, "192.0.2.7"),
        new TokenEvent.RefreshReused(HEADER, "gid-1", "console", 1, 3, null),
        new TokenEvent.GrantRevoked(
            HEADER,
            "gid-1",
            "console",
            "sid-1",
            HEADER.time(),
            EndReason.USER_LOCKED,
            "cause-1",
            14L,
            HEADER.time()),
        new TokenEvent.GrantRevoked(
            HEADER, "gid-1", "console", "sid-1", HEADER.time(), EndReason.LOGOUT, null, 0L, null),
        new TokenEvent.GrantRevoked(
            HEADER, "gid-1", "console", "sid-1", HEADER.time(), EndReason.LOGOUT, null, null, null),
        new TokenEvent.AccessEpoch(HEADER, EpochReason.ROLES_CHANGED, "cause-1"),
        new SessionEvent.SessionsEnded(HEADER),
        new SessionEvent.SessionEnded(HEADER, "0123456789abcdef", HEADER.time()),
        new AuditEvent.EpochRaised(
            HEADER,
            "cause-1",
            "dev.holdfast.roles-changed",
            EpochReason.ROLES_CHANGED,
            HEADER.time(),
            new AuditEvent.Execution("a1", 31, 9)),
        new AuditEvent.AdministratorActed(HEADER, "operator", "user-lock", "248289761001"),
        new AuditEvent.ToolCalled(
            HEADER,
            "mcp-a",
            "weather",
            "forecast",
            CallOutcome.OK,
            null,
            12,
            "{\"city\":\"Bern\"}"),
        new AuditEvent.ToolCalled(
            HEADER,
            "mcp-a",
            "weather",
            "forecast",
            CallOutcome.REFUSED,
            "insufficient-scope",
            0,
            null),
        new AuditEvent.SessionReplaced(HEADER, "mcp-a", "weather"),
        new AuditEvent.SessionStolen(
            HEADER, "mcp-a", "weather", "http://localhost:9000", "248289761002"),
        new AuditEvent.SessionStolen(HEADER, "mcp-a", "weather", null, null),
        new AuditEvent.SweepApplied(
            HEADER,
            "cause-1",
            "dev.holdfast.login-success",
            EndReason.LOGIN_ELSEWHERE,
            set("console"),
            "sid-1",
            new TreeMap<>(Map.of("console", 2)),
            new TreeMap<>(Map.of("mcp-a", 1)),
            new AuditEvent.Execution("a1", 31, 9)),
        new AuditEvent.SweepApplied(
            HEADER,
            "cause-1",
            "dev.holdfast.user-locked",
            EndReason.USER_LOCKED,
            null,
            null,
            new TreeMap<>(),
            new TreeMap<>(),
            null));
  }

  private static SortedSet<String> set(String... members) {
    return new TreeSet<>(List.of(members));
  }
}
