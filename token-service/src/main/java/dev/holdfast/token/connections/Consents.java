package dev.holdfast.token.connections;

import com.google.crypto.tink.subtle.Random;
import com.google.crypto.tink.util.Bytes;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.holdfast.contracts.connections.CompleteConnection;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.connections.StartedConnection;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.connections.ProviderAnswer.Granted;
import dev.holdfast.token.connections.ProviderAnswer.NotAsked;
import dev.holdfast.token.connections.ProviderAnswer.Refused;
import dev.holdfast.token.connections.ProviderAnswer.Unavailable;
import dev.holdfast.token.encryption.KeyedHash;
import dev.holdfast.token.encryption.UserKey;
import dev.holdfast.token.encryption.UserKeys;
import dev.holdfast.token.problem.RefusalException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;

/** Code + PKCE at a provider, for one user, with a state that works once and for that user only. */
@Singleton
public final class Consents {

  private final Providers providers;
  private final AttemptStore attempts;
  private final ConnectionStore connections;
  private final UserKeys userKeys;
  private final KeyedHash keyedHash;
  private final ConnectionSettings settings;
  private final Clock clock;

  Consents(
      Providers providers,
      AttemptStore attempts,
      ConnectionStore connections,
      UserKeys userKeys,
      KeyedHash keyedHash,
      ConnectionSettings settings,
      Clock clock) {
    this.providers = providers;
    this.attempts = attempts;
    this.connections = connections;
    this.userKeys = userKeys;
    this.keyedHash = keyedHash;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Where to send the user.
   *
   * @throws RefusalException if there is no such provider, or it does not answer
   */
  public StartedConnection start(ConnectionKey key) {
    Provider provider = provider(key);
    String state = Base64.getUrlEncoder().withoutPadding().encodeToString(Random.randBytes(32));
    Secret verifier = Secret.of(new CodeVerifier().getValue());
    URI uri = provider.authorizationUri(state, verifier);
    Instant now = now();
    Bytes hash = hash(state);
    Instant until = now.plus(settings.consentLifetime());
    return userKeys
        .storing(
            userKeys.findOrCreate(key.subject()),
            userKey -> {
              Bytes sealed = new AttemptSeal(userKey).seal(key, hash, verifier);
              attempts.add(hash, new Attempt(key, sealed, now, until));
              return new StartedConnection(uri, state);
            })
        // A purge came between: the user may begin again.
        .orElseThrow(() -> RefusalException.temporarilyUnavailable(settings.retryAfter()));
  }

  /**
   * Redeems the provider's code. The state is used up by the first try, whatever comes of it.
   *
   * @throws RefusalException if the answer is not one to a question of this user, or is refused
   */
  public void complete(CompleteConnection answer) {
    Bytes hash = hash(answer.state());
    Attempt attempt =
        attempts
            .take(hash)
            .filter(each -> each.expiresAt().isAfter(now()))
            .filter(each -> each.key().subject().equals(answer.subject()))
            .orElseThrow(Consents::invalidState);
    Provider provider = provider(attempt.key());
    // RFC 9207, section 2.4: a code of another server must not be sent to this one.
    if (!provider.isAnswerOf(answer.iss())) {
      throw RefusalException.invalidRequest("The answer is not from the provider.");
    }
    UserKey userKey = userKeys.find(answer.subject()).orElseThrow(Consents::invalidState);
    try (Secret verifier = new AttemptSeal(userKey).verifier(attempt, hash)) {
      switch (provider.redeem(answer.code(), verifier)) {
        case Granted(ProviderTokens tokens) -> store(attempt.key(), tokens, attempt.begunAt());
        case Refused _ -> throw RefusalException.invalidRequest("The provider refused the code.");
        case Unavailable(var retryAfter) ->
            throw RefusalException.temporarilyUnavailable(retryAfter.orElse(settings.retryAfter()));
        case NotAsked(var wait) -> throw RefusalException.temporarilyUnavailable(wait);
      }
    }
  }

  /** Holds the user's key meanwhile, so that a purge comes before or after, never between. */
  void store(ConnectionKey key, ProviderTokens tokens, Instant begunAt) {
    UserKey known = userKeys.find(key.subject()).orElseThrow(Consents::invalidState);
    Optional<StoredConnection> stored =
        userKeys.storing(known, userKey -> put(new TokenSeal(userKey, key), tokens, begunAt));
    if (stored.isEmpty()) {
      throw invalidState();
    }
  }

  private StoredConnection put(TokenSeal seal, ProviderTokens tokens, Instant begunAt) {
    Optional<StoredConnection> old = connections.find(seal.key());
    Instant now = now();
    long version = old.map(each -> each.version() + 1).orElseGet(() -> firstVersion(now));
    StoredConnection connection = seal.seal(version, tokens, tokens.refreshToken(), now);
    connections.put(seal.key(), connection, begunAt);
    return connection;
  }

  /** One that no connection before had, so that a late refresh of such a one finds it moved. */
  private static long firstVersion(Instant now) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, now);
  }

  private Provider provider(ConnectionKey key) {
    return providers
        .named(key.provider())
        .orElseThrow(() -> RefusalException.notFound("There is no such provider."));
  }

  private Bytes hash(String state) {
    return keyedHash.of("connection-state", state);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static RefusalException invalidState() {
    return RefusalException.invalidRequest("The state is unknown, used, or expired.");
  }
}
