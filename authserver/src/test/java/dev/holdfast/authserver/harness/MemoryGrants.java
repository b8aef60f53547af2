package dev.holdfast.authserver.harness;

import dev.holdfast.authserver.grants.Grants;
import dev.holdfast.authserver.grants.Refreshed;
import dev.holdfast.authserver.refusal.TemporarilyUnavailable;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.Grant;
import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.grants.IntrospectedGrant;
import dev.holdfast.contracts.grants.IssueGrant;
import dev.holdfast.contracts.grants.LiveGrant;
import dev.holdfast.contracts.grants.RefreshGrant;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.contracts.revocation.RevokeSession;
import dev.holdfast.contracts.secret.Secret;
import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Grants in memory, with the rules of the real ones as far as this server can see them. */
@Singleton
@Primary
public class MemoryGrants implements Grants {

  private static final Instant EXPIRY = Instant.parse("2100-01-01T00:00:00Z");

  public final Map<String, Grant> live = new ConcurrentHashMap<>();
  public final Map<String, EndReason> ended = new ConcurrentHashMap<>();
  public final Map<String, String> labels = new ConcurrentHashMap<>();
  public volatile boolean down;
  public volatile Runnable beforeAnswer = () -> {};

  private final Map<String, String> gidByRefreshToken = new ConcurrentHashMap<>();

  @Override
  public GrantTokens issue(IssueGrant grant) {
    requireUp();
    String gid = UUID.randomUUID().toString();
    var issued =
        new Grant(
            gid,
            grant.subject(),
            grant.clientId(),
            grant.sid(),
            grant.scopes(),
            grant.resources(),
            grant.authTime(),
            grant.issuedAt());
    if (grant.deviceLabel() != null) {
      labels.put(gid, grant.deviceLabel());
    }
    live.put(gid, issued);
    beforeAnswer.run();
    return tokens(issued, grant.refreshable());
  }

  @Override
  public Refreshed refresh(RefreshGrant presented) {
    Secret refreshToken = presented.refreshToken();
    String clientId = presented.clientId();
    requireUp();
    Optional<Grant> grant =
        Optional.ofNullable(gidByRefreshToken.get(refreshToken.reveal()))
            .map(live::get)
            .filter(known -> known.clientId().equals(clientId));
    if (grant.isEmpty()) {
      return new Refreshed.Refused();
    }
    if (!grant.get().scopes().containsAll(presented.scopes())) {
      return new Refreshed.ScopeExceeded();
    }
    if (!grant.get().resources().containsAll(presented.resources())) {
      return new Refreshed.ResourceExceeded();
    }
    gidByRefreshToken.remove(refreshToken.reveal());
    beforeAnswer.run();
    return new Refreshed.Renewed(tokens(grant.get(), true));
  }

  @Override
  public void revoke(Secret refreshToken, String clientId) {
    requireUp();
    Optional.ofNullable(gidByRefreshToken.get(refreshToken.reveal()))
        .map(live::get)
        .filter(grant -> grant.clientId().equals(clientId))
        .ifPresent(grant -> end(grant.gid(), EndReason.CLIENT_REQUEST));
  }

  @Override
  public List<LiveGrant> live(SubjectId subject) {
    requireUp();
    return live.values().stream()
        .filter(grant -> grant.subject().equals(subject))
        .map(grant -> new LiveGrant(grant, labels.get(grant.gid()), grant.issuedAt()))
        .toList();
  }

  @Override
  public IntrospectedGrant introspect(Secret refreshToken) {
    requireUp();
    return Optional.ofNullable(gidByRefreshToken.get(refreshToken.reveal()))
        .map(live::get)
        .map(grant -> new IntrospectedGrant(true, grant, grant.issuedAt(), EXPIRY))
        .orElseGet(IntrospectedGrant::inactive);
  }

  @Override
  public boolean isLive(String gid) {
    requireUp();
    return live.containsKey(gid);
  }

  @Override
  public void end(String gid, EndReason reason) {
    requireUp();
    if (live.remove(gid) != null) {
      ended.put(gid, reason);
    }
  }

  @Override
  public RevocationResult endSession(RevokeSession session) {
    requireUp();
    Map<Boolean, List<Grant>> found =
        live.values().stream()
            .filter(grant -> grant.subject().equals(session.subject()))
            .filter(grant -> grant.sid().equals(session.sid()))
            .collect(Collectors.partitioningBy(grant -> goesWith(session, grant)));
    List<Grant> bound = found.getOrDefault(true, List.of());
    bound.forEach(grant -> end(grant.gid(), EndReason.LOGOUT));
    return new RevocationResult(byClient(bound), byClient(found.getOrDefault(false, List.of())));
  }

  private static boolean goesWith(RevokeSession session, Grant grant) {
    return session.clientIds().contains(grant.clientId())
        || (grant.resources().equals(List.of(session.resource()))
            && !grant.scopes().contains(session.sparedScope()));
  }

  private static SortedMap<String, Integer> byClient(List<Grant> grants) {
    return grants.stream()
        .collect(Collectors.toMap(Grant::clientId, _ -> 1, Integer::sum, TreeMap::new));
  }

  private GrantTokens tokens(Grant grant, boolean refreshable) {
    return new GrantTokens(grant, refreshable ? refreshToken(grant) : null, null);
  }

  private @Nullable Secret refreshToken(Grant grant) {
    String token = UUID.randomUUID().toString();
    gidByRefreshToken.put(token, grant.gid());
    return Secret.of(token);
  }

  private void requireUp() {
    if (down) {
      throw new TemporarilyUnavailable("test", new IOException("down"));
    }
  }
}
