package dev.holdfast.authserver.federation;

import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.pending.BrowserCookies;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.pending.Waiting;
import dev.holdfast.contracts.secret.Secret;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Takes the answers of providers. */
@Singleton
public final class Returns {

  private final Attempts attempts;
  private final Waiting waiting;
  private final BrowserCookies cookies;
  private final RelyingParty relyingParty;
  private final FederationRecord record;
  private final Clock clock;

  Returns(
      Attempts attempts,
      Waiting waiting,
      BrowserCookies cookies,
      RelyingParty relyingParty,
      FederationRecord record,
      Clock clock) {
    this.attempts = attempts;
    this.waiting = waiting;
    this.cookies = cookies;
    this.relyingParty = relyingParty;
    this.record = record;
    this.clock = clock;
  }

  /** What an answer at a provider's own callback is worth; it counts once. */
  public Returned take(HttpRequest<?> http, LoginProvider provider, Answer answer) {
    String stateHash = OpaqueValue.hash(answer.state());
    Optional<Attempt> found =
        attempts
            .byStateHash(stateHash)
            // RFC 9700, section 4.4.2.2: each provider has a callback of its own.
            .filter(attempt -> attempt.provider().equals(provider.name()));
    // RFC 9700, section 4.7.1: back to the browser that asked.
    Optional<PendingRequest> request =
        found.flatMap(attempt -> waiting.find(http, attempt.requestId()));
    Optional<String> browser = cookies.browser(http);
    if (request.isEmpty() || browser.isEmpty()) {
      return new Returned.Strange();
    }
    // Once, whatever else is wrong with it.
    if (attempts.consume(stateHash, clock.instant()) == 0) {
      return new Returned.Strange();
    }
    Handshake handshake = Handshake.of(browser.get(), answer.state());
    return switch (check(provider, answer, handshake)) {
      case Redemption.Proved proved ->
          new Returned.Proved(found.get(), request.get(), proved.person());
      case Redemption.Failed failed -> {
        record.failure(provider, failed.failure(), failed.detail());
        yield new Returned.Failed(found.get(), request.get());
      }
    };
  }

  private Redemption check(LoginProvider provider, Answer answer, Handshake handshake) {
    // RFC 9207, section 2.4: another provider's answer, errors too.
    if (!relyingParty.mayAnswer(provider, answer.issuer())) {
      return new Redemption.Failed(Failure.WRONG_ISSUER, "iss");
    }
    // RFC 6749, section 4.1.2.1.
    if (answer.error() || answer.code().isEmpty()) {
      return new Redemption.Failed(Failure.DENIED, answer.error() ? "error" : "no code");
    }
    return relyingParty.redeem(provider, Secret.of(answer.code().get()), handshake);
  }
}
