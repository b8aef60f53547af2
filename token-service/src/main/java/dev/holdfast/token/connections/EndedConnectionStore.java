package dev.holdfast.token.connections;

import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.identity.SubjectId;
import java.time.Instant;
import java.util.List;

/** Connections that providers have yet to revoke, at rest. */
public interface EndedConnectionStore {

  /** Adds tokens that nobody will use. */
  void add(ConnectionKey key, StoredConnection tokens, Instant now);

  /** Takes some that are due; others do not get them until {@code again}. */
  List<EndedConnection> takeDue(Instant now, Instant again, int max);

  /** Those of a user. */
  List<EndedConnection> findAll(SubjectId subject);

  /** Puts other ciphertexts of the same tokens in the place of what there is. */
  void replaceSealed(EndedConnection ended, StoredConnection anew);

  /** Has it tried again later. */
  void putOff(EndedConnection ended, Instant nextTryAt);

  /** Forgets it. */
  void remove(EndedConnection ended);
}
