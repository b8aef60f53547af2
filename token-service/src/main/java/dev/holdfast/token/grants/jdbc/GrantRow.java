package dev.holdfast.token.grants.jdbc;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.Grant;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.grants.GrantState;
import dev.holdfast.token.grants.GrantState.Ended;
import dev.holdfast.token.grants.GrantState.Live;
import dev.holdfast.token.grants.GrantState.Predecessor;
import dev.holdfast.token.grants.StoredGrant;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Scopes and resources hold no space (RFC 6749, section 3.3; RFC 3986), so one joins them. */
@MappedEntity("grants")
@SuppressWarnings("ArrayRecordComponent") // Never compared; turned into Bytes at once.
record GrantRow(
    @Id String gid,
    String issuer,
    String subject,
    String clientId,
    String sid,
    String scopes,
    String resources,
    Instant authTime,
    Instant issuedAt,
    Instant lastUsedAt,
    @Nullable String deviceLabel,
    long generation,
    byte[] tokenHash,
    byte[] previousHash,
    byte[] nonce,
    @Nullable Instant rotatedAt,
    Instant expiresAt,
    Instant absoluteExpiresAt,
    @Nullable Instant endedAt,
    @Nullable EndReason endReason) {

  private static final byte[] NOTHING = {};

  static GrantRow of(Grant grant, Live state, @Nullable String deviceLabel) {
    return new GrantRow(
        grant.gid(),
        grant.subject().issuer(),
        grant.subject().subject(),
        grant.clientId(),
        grant.sid(),
        String.join(" ", grant.scopes()),
        String.join(" ", grant.resources()),
        grant.authTime(),
        grant.issuedAt(),
        grant.issuedAt(),
        deviceLabel,
        state.generation(),
        bytes(state.token()),
        NOTHING,
        NOTHING,
        null,
        state.expiresAt(),
        state.absoluteExpiresAt(),
        null,
        null);
  }

  StoredGrant stored() {
    var grant =
        new Grant(
            gid,
            subjectId(),
            clientId,
            sid,
            new TreeSet<>(words(scopes)),
            words(resources),
            authTime,
            issuedAt);
    return new StoredGrant(grant, state(), deviceLabel, lastUsedAt);
  }

  SubjectId subjectId() {
    return new SubjectId(issuer, subject);
  }

  private GrantState state() {
    return endedAt != null && endReason != null
        ? new Ended(endedAt, endReason)
        : new Live(generation, value(tokenHash), predecessor(), expiresAt, absoluteExpiresAt);
  }

  private @Nullable Predecessor predecessor() {
    return rotatedAt == null
        ? null
        : new Predecessor(Bytes.copyFrom(previousHash), rotatedAt, Bytes.copyFrom(nonce));
  }

  private static byte[] bytes(@Nullable Bytes value) {
    return value == null ? NOTHING : value.toByteArray();
  }

  private static @Nullable Bytes value(byte[] bytes) {
    return bytes.length == 0 ? null : Bytes.copyFrom(bytes);
  }

  private static List<String> words(String joined) {
    return Arrays.stream(joined.split(" ", -1)).flatMap(GrantRow::word).toList();
  }

  private static Stream<String> word(String word) {
    return word.isEmpty() ? Stream.empty() : Stream.of(word);
  }
}
