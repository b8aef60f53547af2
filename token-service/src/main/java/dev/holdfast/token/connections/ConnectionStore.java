package dev.holdfast.token.connections;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.identity.SubjectId;
import java.time.Instant;
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
   * Takes the right to refresh.
   *
   * @return false if the version moved or another caller holds an unexpired lease
   */
  boolean lease(ConnectionKey key, long version, String owner, Instant now, Instant until);

  /** Stores the result of a refresh and ends the lease; false if the lease or version is lost. */
  boolean replace(ConnectionKey key, long version, String owner, StoredConnection refreshed);

  /** Ends the lease without a result. */
  void release(ConnectionKey key, String owner, Instant retryAt);

  /** Deletes a connection whose refresh was refused; false if the lease or version is lost. */
  boolean delete(ConnectionKey key, long version, String owner);

  /** Deletes a connection. */
  void delete(ConnectionKey key);

  /**
   * Deletes a user's connections and pending consents that began before an instant.
   *
   * @return whether there are others
   */
  boolean deleteBegunBefore(SubjectId subject, Instant instant);
}
