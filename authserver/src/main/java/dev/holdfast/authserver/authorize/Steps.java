package dev.holdfast.authserver.authorize;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.Prompt;
import dev.holdfast.authserver.connect.Detour;
import dev.holdfast.authserver.consent.Decisions;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.pending.PendingRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Decides what a pending request needs next: login, consent, a connection, or only its code. */
@Singleton
public final class Steps {

  private final Decisions decisions;
  private final Detour detour;
  private final Clock clock;

  Steps(Decisions decisions, Detour detour, Clock clock) {
    this.decisions = decisions;
    this.detour = detour;
    this.clock = clock;
  }

  /** The next step. */
  public Step next(PendingRequest pending, AcceptedRequest request, Optional<LoginSession> login) {
    // RFC 6749, section 4.1.2.1: the person, or the provider, refused.
    if (pending.denied()) {
      return new Step.Refuse(OAuth2Error.ACCESS_DENIED);
    }
    // OpenID Connect Core, section 3.1.2.3: sign in, again if the client asks for it.
    Optional<LoginSession> fresh = login.filter(session -> isFresh(pending, request, session));
    if (fresh.isEmpty()) {
      return interactive(request, OIDCError.LOGIN_REQUIRED, new Step.Login());
    }
    // OpenID Connect Core, section 3.1.2.1: somebody else has signed in than the client can use.
    if (request.hints().exclude(fresh.get().userId())) {
      return new Step.Refuse(OIDCError.LOGIN_REQUIRED);
    }
    // OpenID Connect Core, section 5.5.1.1: too weak a login; signing in another way may do.
    if (!request.accepts(fresh.get())) {
      return signedInFor(pending, fresh.get())
          ? new Step.Refuse(OIDCError.UNMET_AUTHENTICATION_REQUIREMENTS)
          : interactive(request, OIDCError.LOGIN_REQUIRED, new Step.Login());
    }
    // RFC 6749, section 4.1.2.1: nothing of it is this person's to grant.
    if (request.scope().isEmpty()) {
      return new Step.Refuse(OAuth2Error.ACCESS_DENIED);
    }
    // OpenID Connect Core, section 3.1.2.4: consent, per client, resource and scope; RFC 8252,
    // section 8.6: each time, if another program could play the client.
    if (!allowed(pending, request, fresh.get())) {
      return interactive(request, OIDCError.CONSENT_REQUIRED, new Step.Consent());
    }
    String userId = fresh.get().userId();
    Optional<String> missing = detour.missing(request.resources(), userId);
    if (missing.isPresent()) {
      return request.prompts(Prompt.Type.NONE)
          ? new Step.Refuse(OIDCError.INTERACTION_REQUIRED)
          : new Step.Connect(detour.start(pending, userId, missing.get()));
    }
    return new Step.Issue(fresh.get());
  }

  private static Step interactive(AcceptedRequest request, ErrorObject error, Step step) {
    return request.prompts(Prompt.Type.NONE) ? new Step.Refuse(error) : step;
  }

  private boolean isFresh(PendingRequest pending, AcceptedRequest request, LoginSession session) {
    if (signedInFor(pending, session)) {
      return true;
    }
    if (request.hints().exclude(session.userId())) {
      return false;
    }
    boolean tooOld =
        request.maxAge() != null
            && clock.instant().isAfter(session.authTime().plus(request.maxAge()));
    // Choosing an account is done by signing in.
    return !tooOld
        && !request.prompts(Prompt.Type.LOGIN)
        && !request.prompts(Prompt.Type.SELECT_ACCOUNT);
  }

  private static boolean signedInFor(PendingRequest pending, LoginSession session) {
    return !session.authTime().isBefore(pending.createdAt());
  }

  private boolean allowed(PendingRequest pending, AcceptedRequest request, LoginSession session) {
    boolean anew = request.prompts(Prompt.Type.CONSENT) || !request.reachesOnlyTheClient();
    Instant since = anew ? pending.createdAt() : Instant.EPOCH;
    return decisions.allowed(
        session.userId(), request.client().clientId(), request.resources(), request.scope(), since);
  }
}
