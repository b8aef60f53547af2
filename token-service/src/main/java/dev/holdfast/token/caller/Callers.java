package dev.holdfast.token.caller;

import dev.holdfast.bearer.BearerSettings;
import dev.holdfast.bearer.VerifiedToken;
import dev.holdfast.token.problem.RefusalException;
import io.micronaut.http.context.ServerRequestContext;
import jakarta.inject.Singleton;

/** Decides by the service token of the current request. */
@Singleton
public final class Callers {

  private final String primaryIssuer;

  Callers(BearerSettings settings) {
    this.primaryIssuer = settings.issuers().getFirst();
  }

  /** The issuer of the caller's service token. */
  public String issuer() {
    return ServerRequestContext.currentRequest()
        .flatMap(
            request -> request.getAttribute(VerifiedToken.class.getName(), VerifiedToken.class))
        .map(token -> token.subject().issuer())
        .orElseThrow(() -> new IllegalStateException("the route is not guarded"));
  }

  /** Refuses a caller whose tokens are from another issuer than {@code issuer}. */
  public void requireIssuer(String issuer) {
    if (!issuer().equals(issuer)) {
      throw RefusalException.forbidden("The data belongs to another issuer.");
    }
  }

  /** Refuses every caller but those of the first trusted issuer. */
  public void requirePrimaryIssuer() {
    requireIssuer(primaryIssuer);
  }
}
