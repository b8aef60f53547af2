package dev.holdfast.token.connections;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.identity.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Connections at rest. Every change but a new consent is a compare-and-set. */
public interface ConnectionStore {

  /** The connection. */
  Optional<StoredConnection> find(ConnectionKey key);

  /** Those of a user, by provider. */
  Map<String, StoredConnection> findAll(SubjectId subject);

  /** Puts other ciphertexts of the same tokens in the place of those of this version. */
  void replaceSealed(ConnectionKey key, long version, Bytes accessToken, @Nullable Bytes refresh);

  /**
   * Puts a connection in the place of whatever was there.
   *
   * @param begunAt when the user was sent to consent to it; refreshes keep it
   */
  void put(ConnectionKey key, StoredConnection connection, Instant begunAt);

  /**
   * Takes the right to refresh; the intent is on record until then.
   *
   * @return false if the version moved, another caller holds an unexpired lease, or one was refused
   *     or put off since the row was read
   */
  boolean lease(ConnectionKey key, long version, String owner, Instant now, Instant until);

  /**
   * Stores the result of a refresh and ends any lease; false if the version moved. A holder that
   * was late may store still: what it has is newer than what there is.
   */
  boolean replace(ConnectionKey key, long version, StoredConnection refreshed);

  /** Ends the lease without a result, with that many failures in a row. */
  void release(ConnectionKey key, String owner, int failures, Instant retryAt);

  /** Marks a connection whose refresh was refused; false if the lease or version is lost. */
  boolean refuse(ConnectionKey key, long version, String owner);

  /** Remembers that the token was asked for. */
  void noteUse(ConnectionKey key, Instant now);

  /**
   * Takes connections that are due for a refresh ahead of time, those longest due first; others do
   * not get them until {@code again}. What was not used since {@code usedSince} is due no more.
   */
  List<ConnectionKey> takeDue(Instant now, Instant again, Instant usedSince, int max);

  /** Deletes a connection, and puts its tokens among those that the provider shall revoke. */
  void end(ConnectionKey key, Instant now);

  /** As {@link #end}, for all connections of a user; pending consents go too. */
  void endAll(SubjectId subject, Instant now);

  /**
   * Whether a user has connections or pending consents that began at an instant or later, in the
   * caller's transaction.
   */
  boolean begunSince(SubjectId subject, Instant instant);

  /**
   * Deletes a user's connections and pending consents that began before an instant; if that leaves
   * none, what providers have yet to revoke too.
   *
   * @return whether there are others
   */
  boolean deleteBegunBefore(SubjectId subject, Instant instant);
}
