package dev.holdfast.token.grants;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.grants.Grant;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.grants.GrantState.Ended;
import dev.holdfast.token.grants.GrantState.Live;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Grants and hashes of refresh tokens at rest. */
public interface GrantStore {

  /** Adds a grant and its refresh token, in the caller's transaction. */
  void add(Grant grant, Live state, @Nullable String deviceLabel);

  /** The grant, if it ever existed. */
  Optional<StoredGrant> find(String gid);

  /** The grant of a refresh token of whatever generation. */
  Optional<StoredGrant> ofToken(Bytes hash);

  /** The generation of a refresh token of the grant, if there was such a token. */
  OptionalLong generation(String gid, Bytes hash);

  /** The grant; nobody else changes it until the caller's transaction ends. */
  Optional<StoredGrant> lock(String gid);

  /** The ids of all grants of a subject that have not ended, in ascending order. */
  List<String> notEnded(SubjectId subject);

  /** The grants of a subject that have not ended; some may have expired. */
  List<StoredGrant> standing(SubjectId subject);

  /**
   * The ids of a client's grants that are in use at {@code now} and began strictly before {@code
   * issuedBefore}, in ascending order.
   *
   * @param client the client, as its issuer knows it
   * @param limit how many at most
   */
  List<String> activeOfClient(SubjectId client, Instant issuedBefore, Instant now, int limit);

  /**
   * Moves a live grant on by one generation, in the caller's transaction.
   *
   * @param to the state after it; its predecessor must be the current token
   * @return false if the grant is not live or has another current token; then nothing changed
   */
  boolean rotate(String gid, Live to);

  /**
   * Ends a live grant.
   *
   * @return false if it was not live; then nothing changed
   */
  boolean end(String gid, Ended state);
}
