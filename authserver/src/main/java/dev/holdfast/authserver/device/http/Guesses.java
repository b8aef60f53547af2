package dev.holdfast.authserver.device.http;

import dev.holdfast.authserver.limit.Limit;
import dev.holdfast.authserver.limit.Limits;
import dev.holdfast.authserver.limit.SourceAddress;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.login.SignedIn;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Counts the wrong user codes of each guesser, and of all together (RFC 8628, section 5.1). */
@Singleton
final class Guesses {

  private static final String EVERYBODY = "";

  private final Limits limits;
  private final SignedIn signedIn;
  private final SourceAddress sources;

  Guesses(Limits limits, SignedIn signedIn, SourceAddress sources) {
    this.limits = limits;
    this.signedIn = signedIn;
    this.sources = sources;
  }

  /** Spends a guess; otherwise how long to wait. */
  Optional<Duration> spend(HttpRequest<?> http) {
    return limits
        .spend(Limit.USER_CODE, guesser(http))
        .or(() -> limits.spend(Limit.USER_CODE_TOTAL, EVERYBODY));
  }

  /** It was no guess: the code is right. */
  void giveBack(HttpRequest<?> http) {
    limits.giveBack(Limit.USER_CODE, guesser(http));
    limits.giveBack(Limit.USER_CODE_TOTAL, EVERYBODY);
  }

  private String guesser(HttpRequest<?> http) {
    return signedIn.session(http).map(LoginSession::sid).orElseGet(() -> sources.of(http));
  }
}
