package dev.holdfast.token.connections;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.encryption.UserKey;

/** Seals what a consent under way must remember; bound to user, provider and state. */
record AttemptSeal(UserKey userKey) {

  private static final String VERIFIER = "pkce-verifier";

  Bytes seal(ConnectionKey key, Bytes stateHash, Secret verifier) {
    return userKey.seal(verifier, context(key, stateHash));
  }

  Secret verifier(Attempt attempt, Bytes stateHash) {
    return userKey.open(attempt.verifier(), context(attempt.key(), stateHash));
  }

  private static String[] context(ConnectionKey key, Bytes stateHash) {
    return new String[] {key.provider(), VERIFIER, new String(stateHash.toByteArray(), ISO_8859_1)};
  }
}
