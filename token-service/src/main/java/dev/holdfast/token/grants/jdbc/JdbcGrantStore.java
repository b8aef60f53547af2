package dev.holdfast.token.grants.jdbc;

import static java.util.Objects.requireNonNull;

import dev.holdfast.contracts.grants.Grant;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.grants.GrantState.Ended;
import dev.holdfast.token.grants.GrantState.Live;
import dev.holdfast.token.grants.GrantState.Predecessor;
import dev.holdfast.token.grants.GrantStore;
import dev.holdfast.token.grants.StoredGrant;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
final class JdbcGrantStore implements GrantStore {

  private final GrantRows rows;
  private final GrantStatements statements;

  JdbcGrantStore(GrantRows rows, GrantStatements statements) {
    this.rows = rows;
    this.statements = statements;
  }

  @Override
  public void add(Grant grant, Live state, @Nullable String deviceLabel) {
    rows.save(GrantRow.of(grant, state, deviceLabel));
  }

  @Override
  public Optional<StoredGrant> find(String gid) {
    return statements.read(gid).map(GrantRow::stored);
  }

  @Override
  public List<StoredGrant> lock(List<String> gids) {
    return Portions.of(gids)
        .flatMap(each -> rows.lock(each).stream())
        .map(GrantRow::stored)
        .toList();
  }

  @Override
  public List<String> notEnded(SubjectId subject) {
    return rows.idsNotEnded(subject.issuer(), subject.subject());
  }

  @Override
  public List<String> notEnded(SubjectId subject, String sid) {
    return rows.idsNotEnded(subject.issuer(), subject.subject(), sid);
  }

  @Override
  public List<StoredGrant> standing(SubjectId subject) {
    return rows.notEnded(subject.issuer(), subject.subject()).stream()
        .filter(row -> row.subjectId().equals(subject))
        .map(GrantRow::stored)
        .toList();
  }

  @Override
  public List<String> activeOfClient(
      SubjectId client, Instant issuedBefore, Instant now, int limit) {
    return rows.activeOfClient(client.issuer(), client.subject(), issuedBefore, now, limit).stream()
        .map(GrantRow::gid)
        .toList();
  }

  @Override
  public boolean rotate(String gid, Live to) {
    Predecessor used = requireNonNull(to.predecessor());
    return statements.rotate(
        gid,
        used.hash().toByteArray(),
        requireNonNull(to.token()).toByteArray(),
        used.nonce().toByteArray(),
        used.usedAt(),
        to.expiresAt());
  }

  @Override
  public void end(List<String> gids, Ended state) {
    int ended =
        Portions.of(gids).mapToInt(each -> rows.end(each, state.at(), state.reason())).sum();
    if (ended != gids.size()) {
      throw new IllegalStateException("a locked grant changed");
    }
  }

  @Override
  public int forgetEnded(Instant before, int limit) {
    return rows.forgetEnded(before, limit);
  }

  @Override
  public int forgetExpired(Instant before, int limit) {
    return rows.forgetExpired(before, limit);
  }
}
