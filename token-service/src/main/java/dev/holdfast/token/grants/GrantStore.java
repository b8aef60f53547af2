package dev.holdfast.token.grants;

import dev.holdfast.contracts.grants.Grant;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.grants.GrantState.Ended;
import dev.holdfast.token.grants.GrantState.Live;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Grants at rest, with the hashes of their last two refresh tokens. */
public interface GrantStore {

  /** Adds a grant. */
  void add(Grant grant, Live state, @Nullable String deviceLabel);

  /** The grant, if it ever existed. */
  Optional<StoredGrant> find(String gid);

  /**
   * Those of these grants that exist, in ascending order of their ids; nobody else changes them
   * until the caller's transaction ends.
   */
  List<StoredGrant> lock(List<String> gids);

  /** The grant; nobody else changes it until the caller's transaction ends. */
  default Optional<StoredGrant> lock(String gid) {
    return lock(List.of(gid)).stream().findAny();
  }

  /** The ids of all grants of a subject that have not ended, in ascending order. */
  List<String> notEnded(SubjectId subject);

  /** Those of them that were issued in one login session, in ascending order. */
  List<String> notEnded(SubjectId subject, String sid);

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
   * Moves a live grant on by one generation.
   *
   * @param to the state after it; its predecessor must be the current token
   * @return false if the grant is not live or has another current token; then nothing changed
   */
  boolean rotate(String gid, Live to);

  /** Ends live grants, which the caller has locked. */
  void end(List<String> gids, Ended state);

  /** Forgets some grants that ended before an instant; tells how many. */
  int forgetEnded(Instant before, int limit);

  /** Forgets some grants whose absolute lifetime was over before an instant; tells how many. */
  int forgetExpired(Instant before, int limit);
}
