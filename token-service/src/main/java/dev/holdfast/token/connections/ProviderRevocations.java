package dev.holdfast.token.connections;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.encryption.KeysUnavailableException;
import dev.holdfast.token.encryption.UserKey;
import dev.holdfast.token.encryption.UserKeys;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has providers revoke what ended here (RFC 7009), if they can: a few times, then it is given up.
 * The connection itself was gone at once.
 */
@Singleton
class ProviderRevocations implements Duty {

  private static final Logger log = LoggerFactory.getLogger(ProviderRevocations.class);
  private static final int AT_ONCE = 16;
  private static final int ATTEMPTS = 8;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

  private final Providers providers;
  private final EndedConnectionStore ended;
  private final UserKeys userKeys;
  private final ConnectionSettings settings;
  private final ConnectionMetrics metrics;
  private final Clock clock;

  ProviderRevocations(
      Providers providers,
      EndedConnectionStore ended,
      UserKeys userKeys,
      ConnectionSettings settings,
      ConnectionMetrics metrics,
      Clock clock) {
    this.providers = providers;
    this.ended = ended;
    this.userKeys = userKeys;
    this.settings = settings;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public int round() {
    Instant now = now();
    List<EndedConnection> due = ended.takeDue(now, now.plus(settings.lease()), AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      due.forEach(each -> threads.execute(() -> attempt(each)));
    }
    return due.size();
  }

  private void attempt(EndedConnection each) {
    try {
      String outcome = revoke(each);
      metrics.revoked(each.key().provider(), outcome);
      if (!outcome.equals("unavailable")) {
        ended.remove(each);
      }
    } catch (KeysUnavailableException e) {
      if (e.isPassing()) {
        log.atWarn().setCause(e).log("A revocation at a provider waits for the key service");
        return;
      }
      ended.remove(each);
      metrics.revoked(each.key().provider(), "unreadable");
      log.atWarn().setCause(e).log("Tokens of an ended connection do not open");
    } catch (RuntimeException e) {
      // Taken again when its time has come.
      log.atWarn().setCause(e).log("A revocation at a provider failed");
    }
  }

  private String revoke(EndedConnection each) {
    Optional<Provider> provider = providers.named(each.key().provider());
    Optional<UserKey> userKey = userKeys.find(each.key().subject());
    if (provider.isEmpty() || userKey.isEmpty()) {
      return "unreadable";
    }
    return switch (revoke(provider.get(), new TokenSeal(userKey.get(), each.key()), each)) {
      case REVOKED -> "revoked";
      case UNSUPPORTED -> "unsupported";
      case UNAVAILABLE -> putOff(each);
    };
  }

  /** RFC 7009, section 2.1: with the refresh token go the access tokens. */
  private static RevocationAnswer revoke(Provider provider, TokenSeal seal, EndedConnection each) {
    StoredConnection stored = each.tokens();
    Bytes refreshToken = stored.refreshToken();
    try (Secret token =
        refreshToken == null
            ? seal.accessToken(stored).accessToken()
            : seal.refreshToken(stored, refreshToken)) {
      return provider.revoke(token, refreshToken != null);
    }
  }

  private String putOff(EndedConnection each) {
    if (each.attempts() >= ATTEMPTS) {
      log.atWarn()
          .addKeyValue("provider", each.key().provider())
          .log("Provider did not revoke a token: given up");
      return "given_up";
    }
    ended.putOff(each, now().plus(FIRST_PAUSE.multipliedBy(1L << (each.attempts() - 1))));
    return "unavailable";
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
