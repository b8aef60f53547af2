package dev.holdfast.token.grants.jdbc;

import static java.util.Objects.requireNonNull;

import com.google.crypto.tink.util.Bytes;
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
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

@Singleton
final class JdbcGrantStore implements GrantStore {

  private final GrantRows rows;
  private final TokenRows tokens;

  JdbcGrantStore(GrantRows rows, TokenRows tokens) {
    this.rows = rows;
    this.tokens = tokens;
  }

  @Override
  public void add(Grant grant, Live state, @Nullable String deviceLabel) {
    rows.save(GrantRow.of(grant, state, deviceLabel));
    addToken(grant.gid(), state);
  }

  @Override
  public Optional<StoredGrant> find(String gid) {
    return rows.read(gid).map(GrantRow::stored);
  }

  @Override
  public Optional<StoredGrant> ofToken(Bytes hash) {
    return rows.ofToken(hash.toByteArray()).map(GrantRow::stored);
  }

  @Override
  public OptionalLong generation(String gid, Bytes hash) {
    return tokens.read(hash.toByteArray(), gid).stream().mapToLong(TokenRow::generation).findAny();
  }

  @Override
  public Optional<StoredGrant> lock(String gid) {
    return rows.lock(gid).map(GrantRow::stored);
  }

  @Override
  public List<String> notEnded(SubjectId subject) {
    // Some databases take texts that differ in trailing spaces for equal.
    return rows.notEnded(subject.issuer(), subject.subject()).stream()
        .filter(row -> row.subjectId().equals(subject))
        .map(GrantRow::gid)
        .toList();
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
    boolean won =
        rows.rotate(
                gid,
                used.hash().toByteArray(),
                requireNonNull(to.token()).toByteArray(),
                used.nonce().toByteArray(),
                used.usedAt(),
                to.expiresAt())
            == 1;
    if (won) {
      addToken(gid, to);
    }
    return won;
  }

  private void addToken(String gid, Live state) {
    Bytes hash = state.token();
    if (hash != null) {
      tokens.add(hash.toByteArray(), gid, state.generation());
    }
  }

  @Override
  public boolean end(String gid, Ended state) {
    return rows.end(gid, state.at(), state.reason()) == 1;
  }
}
