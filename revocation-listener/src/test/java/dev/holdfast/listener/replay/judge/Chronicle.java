package dev.holdfast.listener.replay.judge;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.EventType;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.events.TokenEvent;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.listener.audit.Decisions;
import dev.holdfast.listener.policy.EffectivePolicy;
import dev.holdfast.listener.policy.SweepPolicy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A world that runs in order and keeps records: the reference that a replay must agree with. */
public final class Chronicle {

  /** When it all begins. */
  public static final Instant BEGIN = Instant.parse("2025-11-20T10:00:00Z");

  private static final URI SOURCE = URI.create("urn:test");
  private static final SweepPolicy POLICY =
      new SweepPolicy(true, new TreeSet<>(List.of("console")));
  private static final String VERSION = EffectivePolicy.of(POLICY).version();

  private final Map<String, Grant> live = new LinkedHashMap<>();
  private final List<Event> events = new ArrayList<>();
  private Instant now = BEGIN;
  private int decisions;

  /** What the token-service has. */
  record Grant(
      SubjectId user,
      String gid,
      String client,
      String sid,
      Instant issuedAt,
      long refreshes,
      @Nullable Instant refreshedAt) {

    private Grant refreshed(Instant now) {
      return new Grant(user, gid, client, sid, issuedAt, refreshes + 1, now);
    }
  }

  /** A user or a client. */
  public static SubjectId user(String name) {
    return new SubjectId("http://localhost:9000", name);
  }

  /** Everything on record, in the order it happened. */
  public List<Event> events() {
    return events;
  }

  int decisions() {
    return decisions;
  }

  /** The present. */
  public Instant now() {
    return now;
  }

  List<String> live(SubjectId user) {
    return live.values().stream()
        .filter(grant -> grant.user().equals(user))
        .map(Grant::gid)
        .sorted()
        .toList();
  }

  /** Time goes by. */
  public Chronicle after(Duration duration) {
    now = now.plus(duration);
    return this;
  }

  /** A grant begins. */
  public String issue(SubjectId user, String client, String sid) {
    Grant grant = new Grant(user, UUID.randomUUID().toString(), client, sid, now, 0, null);
    live.put(grant.gid(), grant);
    events.add(
        new TokenEvent.GrantIssued(
            header(user), grant.gid(), client, sid, new TreeSet<>(List.of("openid"))));
    return grant.gid();
  }

  /** A grant is refreshed, which is on no topic. */
  public void refresh(String gid) {
    live.computeIfPresent(gid, (_, grant) -> grant.refreshed(now));
  }

  void revoke(String gid) {
    Grant grant = live.remove(gid);
    if (grant != null) {
      end(grant, EndReason.CLIENT_REQUEST, null);
    }
  }

  /** A login, and its sweep a second later. */
  public IdentityEvent.LoginSuccess login(SubjectId user, String sid) {
    var login = new IdentityEvent.LoginSuccess(header(user), "console", sid);
    sweep(
        login,
        EndReason.LOGIN_ELSEWHERE,
        sid,
        "console",
        grant ->
            grant.client().equals("console")
                && !grant.sid().equals(sid)
                && grant.issuedAt().isBefore(login.header().time()));
    return login;
  }

  /** A lock, and its sweep. */
  public IdentityEvent.UserLocked lock(SubjectId user) {
    var lock = new IdentityEvent.UserLocked(header(user));
    sweep(lock, EndReason.USER_LOCKED, null, null, _ -> true);
    return lock;
  }

  void endClient(String client) {
    SubjectId subject = user(client);
    var deletion = new IdentityEvent.ClientDeleted(header(subject), client);
    events.add(deletion);
    now = now.plusSeconds(1);
    List<Grant> ended =
        live.values().stream().filter(grant -> grant.client().equals(client)).toList();
    decide(deletion, EndReason.CLIENT_DELETED, null, client, ended, List.of());
  }

  private void sweep(
      IdentityEvent cause,
      EndReason reason,
      @Nullable String sid,
      @Nullable String client,
      Predicate<Grant> swept) {
    events.add(cause);
    now = now.plusSeconds(1);
    SubjectId user = cause.header().subject();
    List<Grant> his = live.values().stream().filter(grant -> grant.user().equals(user)).toList();
    decide(
        cause,
        reason,
        sid,
        client,
        his.stream().filter(swept).toList(),
        his.stream().filter(swept.negate()).toList());
  }

  private void decide(
      IdentityEvent cause,
      EndReason reason,
      @Nullable String sid,
      @Nullable String client,
      List<Grant> ended,
      List<Grant> spared) {
    String id = cause.header().id();
    ended.forEach(
        grant -> {
          live.remove(grant.gid());
          end(grant, reason, id);
        });
    events.add(
        new AuditEvent.SweepApplied(
            new EventHeader(Decisions.sweepId(id), SOURCE, now, cause.header().subject()),
            id,
            EventType.of(cause).wireName(),
            reason,
            client == null ? null : new TreeSet<>(List.of(client)),
            sid,
            count(ended),
            count(spared),
            new AuditEvent.Execution(
                VERSION, Duration.between(cause.header().time(), now).toMillis(), 3)));
    decisions++;
  }

  private void end(Grant grant, EndReason reason, @Nullable String cause) {
    events.add(
        new TokenEvent.GrantRevoked(
            header(grant.user()),
            grant.gid(),
            grant.client(),
            grant.sid(),
            grant.issuedAt(),
            reason,
            cause,
            grant.refreshes(),
            grant.refreshedAt()));
  }

  private static SortedMap<String, Integer> count(List<Grant> grants) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    grants.forEach(grant -> counts.merge(grant.client(), 1, Integer::sum));
    return counts;
  }

  private EventHeader header(SubjectId subject) {
    return new EventHeader(UUID.randomUUID().toString(), SOURCE, now, subject);
  }
}
