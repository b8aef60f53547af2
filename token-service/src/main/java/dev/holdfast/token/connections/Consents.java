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
import dev.holdfast.token.transaction.Transactions;
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

  private static final String VERIFIER = "pkce-verifier";

  private final Providers providers;
  private final AttemptStore attempts;
  private final ConnectionStore connections;
  private final UserKeys userKeys;
  private final KeyedHash keyedHash;
  private final Transactions transactions;
  private final ConnectionSettings settings;
  private final Clock clock;

  Consents(
      Providers providers,
      AttemptStore attempts,
      ConnectionStore connections,
      UserKeys userKeys,
      KeyedHash keyedHash,
      Transactions transactions,
      ConnectionSettings settings,
      Clock clock) {
    this.providers = providers;
    this.attempts = attempts;
    this.connections = connections;
    this.userKeys = userKeys;
    this.keyedHash = keyedHash;
    this.transactions = transactions;
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
    UserKey userKey = userKeys.findOrCreate(key.subject());
    var attempt =
        new Attempt(
            key,
            userKey.seal(verifier, key.provider(), VERIFIER, state),
            now.plus(settings.consentLifetime()));
    attempts.add(hash(state), attempt, now);
    return new StartedConnection(uri, state);
  }

  /**
   * Redeems the provider's code. The state is used up by the first try, whatever comes of it.
   *
   * @throws RefusalException if the answer is not one to a question of this user, or is refused
   */
  public void complete(CompleteConnection answer) {
    Attempt attempt =
        attempts
            .take(hash(answer.state()))
            .filter(each -> each.expiresAt().isAfter(now()))
            .filter(each -> each.key().subject().equals(answer.subject()))
            .orElseThrow(Consents::invalidState);
    Provider provider = provider(attempt.key());
    // RFC 9207, section 2.4: a code of another server must not be sent to this one.
    if (!provider.isAnswerOf(answer.iss())) {
      throw RefusalException.invalidRequest("The answer is not from the provider.");
    }
    Secret verifier =
        userKeys
            .find(answer.subject())
            .orElseThrow(Consents::invalidState)
            .open(attempt.verifier(), attempt.key().provider(), VERIFIER, answer.state());
    switch (provider.redeem(answer.code(), verifier)) {
      case Granted(ProviderTokens tokens) -> store(attempt.key(), tokens);
      case Refused _ -> throw RefusalException.invalidRequest("The provider refused the code.");
      case Unavailable(var retryAfter) ->
          throw RefusalException.temporarilyUnavailable(retryAfter.orElse(settings.retryAfter()));
      case NotAsked(var wait) -> throw RefusalException.temporarilyUnavailable(wait);
    }
  }

  /** Holds the user's key meanwhile, so that a purge comes before or after, never between. */
  void store(ConnectionKey key, ProviderTokens tokens) {
    transactions.write(
        () -> {
          UserKey userKey = userKeys.lock(key.subject()).orElseThrow(Consents::invalidState);
          Optional<StoredConnection> old = connections.find(key);
          Instant now = now();
          long version = old.map(each -> each.version() + 1).orElseGet(() -> firstVersion(now));
          connections.put(
              key, new TokenSeal(userKey, key).seal(version, tokens, tokens.refreshToken(), now));
          return version;
        });
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
