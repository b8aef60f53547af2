package dev.holdfast.token.connections;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.encryption.SealedRecords;
import dev.holdfast.token.encryption.UserKey;
import jakarta.inject.Singleton;

/** Connections and pending consents, when a user gets a new data key. Versions and leases stay. */
@Singleton
final class SealedConnections implements SealedRecords {

  private final ConnectionStore connections;
  private final AttemptStore attempts;

  SealedConnections(ConnectionStore connections, AttemptStore attempts) {
    this.connections = connections;
    this.attempts = attempts;
  }

  @Override
  public void sealAnew(UserKey key) {
    connections
        .findAll(key.subject())
        .forEach(
            (provider, stored) ->
                sealAnew(new TokenSeal(key, new ConnectionKey(key.subject(), provider)), stored));
    attempts
        .findAll(key.subject())
        .forEach((state, attempt) -> sealAnew(new AttemptSeal(key), state, attempt));
  }

  private void sealAnew(TokenSeal seal, StoredConnection stored) {
    StoredConnection anew = seal.anew(stored);
    connections.replaceSealed(
        seal.key(), stored.version(), anew.accessToken(), anew.refreshToken());
  }

  private void sealAnew(AttemptSeal seal, Bytes state, Attempt attempt) {
    try (Secret verifier = seal.verifier(attempt, state)) {
      attempts.replaceVerifier(state, seal.seal(attempt.key(), state, verifier));
    }
  }
}
