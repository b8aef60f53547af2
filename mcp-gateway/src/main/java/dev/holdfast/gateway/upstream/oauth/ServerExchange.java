package dev.holdfast.gateway.upstream.oauth;

import dev.holdfast.bearer.VerifiedToken;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.gateway.upstream.Credential;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The exchange for one server: of all who need the same token at a time, one asks for it. */
final class ServerExchange {

  private static final Logger log = LoggerFactory.getLogger(ServerExchange.class);
  private static final Duration SOON = Duration.ofSeconds(2);

  private final TokenExchange exchange;
  private final HeldTokens held;
  private final Map<String, FutureTask<Exchanged>> flights = new ConcurrentHashMap<>();

  ServerExchange(TokenExchange exchange, HeldTokens held) {
    this.exchange = exchange;
    this.held = held;
  }

  Credential credential(VerifiedToken token) {
    return held(token).orElseGet(() -> credential(obtain(token)));
  }

  Optional<Credential> held(VerifiedToken token) {
    return held.find(token.fingerprint()).map(ServerExchange::header);
  }

  void forget(VerifiedToken token) {
    held.forget(token.fingerprint());
  }

  private static Credential credential(Exchanged exchanged) {
    return switch (exchanged) {
      case Exchanged.Granted granted -> header(granted.token());
      case Exchanged.Refused() -> new Credential.ConsentNeeded();
      case Exchanged.Unavailable(Duration wait) -> new Credential.Later(wait);
    };
  }

  private static Credential header(Secret token) {
    return new Credential.Header("Authorization", Secret.of("Bearer " + token.reveal()));
  }

  private Exchanged obtain(VerifiedToken token) {
    FutureTask<Exchanged> mine = new FutureTask<>(() -> ask(token));
    FutureTask<Exchanged> others = flights.putIfAbsent(token.fingerprint(), mine);
    if (others != null) {
      return result(others);
    }
    try {
      mine.run();
      return result(mine);
    } finally {
      flights.remove(token.fingerprint(), mine);
    }
  }

  private Exchanged ask(VerifiedToken token) {
    Exchanged exchanged = exchange.ask(token);
    if (exchanged instanceof Exchanged.Granted granted) {
      held.keep(token.fingerprint(), granted);
    }
    return exchanged;
  }

  private static Exchanged result(FutureTask<Exchanged> flight) {
    try {
      return flight.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Exchanged.Unavailable(SOON);
    } catch (ExecutionException e) {
      log.atError().setCause(e.getCause()).log("Token exchange went wrong");
      return new Exchanged.Unavailable(SOON);
    }
  }
}
