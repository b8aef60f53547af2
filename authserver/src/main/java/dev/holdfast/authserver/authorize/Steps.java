package dev.holdfast.authserver.authorize;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.Prompt;
import dev.holdfast.authserver.connect.Connections;
import dev.holdfast.authserver.consent.Decisions;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.pending.PendingRequests;
import dev.holdfast.authserver.resource.Resources;
import dev.holdfast.authserver.user.UserEvents;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Decides what a pending request needs next: login, consent, a connection, or only its code. */
@Singleton
public final class Steps {

  private final Decisions decisions;
  private final Resources resources;
  private final Connections connections;
  private final PendingRequests requests;
  private final UserEvents users;
  private final Clock clock;

  Steps(
      Decisions decisions,
      Resources resources,
      Connections connections,
      PendingRequests requests,
      UserEvents users,
      Clock clock) {
    this.decisions = decisions;
    this.resources = resources;
    this.connections = connections;
    this.requests = requests;
    this.users = users;
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
    // RFC 6749, section 4.1.2.1: nothing of it is this person's to grant.
    if (request.scope().isEmpty()) {
      return new Step.Refuse(OAuth2Error.ACCESS_DENIED);
    }
    // OpenID Connect Core, section 3.1.2.4: consent, per client, resource and scope.
    if (!allowed(pending, request, fresh.get())) {
      return interactive(request, OIDCError.CONSENT_REQUIRED, new Step.Consent());
    }
    Optional<String> missing =
        resources
            .provider(request.resources())
            .filter(provider -> !connected(fresh.get(), provider));
    if (missing.isPresent()) {
      return request.prompts(Prompt.Type.NONE)
          ? new Step.Refuse(OIDCError.INTERACTION_REQUIRED)
          : connect(pending, fresh.get(), missing.get());
    }
    return new Step.Issue(fresh.get());
  }

  private static Step interactive(AcceptedRequest request, ErrorObject error, Step step) {
    return request.prompts(Prompt.Type.NONE) ? new Step.Refuse(error) : step;
  }

  private boolean isFresh(PendingRequest pending, AcceptedRequest request, LoginSession session) {
    boolean signedInForThis = !session.authTime().isBefore(pending.createdAt());
    if (signedInForThis) {
      return true;
    }
    boolean tooOld =
        request.maxAge() != null
            && clock.instant().isAfter(session.authTime().plus(request.maxAge()));
    return !tooOld && !request.prompts(Prompt.Type.LOGIN);
  }

  private boolean allowed(PendingRequest pending, AcceptedRequest request, LoginSession session) {
    Instant since = request.prompts(Prompt.Type.CONSENT) ? pending.createdAt() : Instant.EPOCH;
    return decisions.allowed(
        session.userId(), request.client().clientId(), request.resources(), request.scope(), since);
  }

  private boolean connected(LoginSession session, String provider) {
    return connections.connected(users.subject(session.userId()), provider);
  }

  private Step connect(PendingRequest pending, LoginSession session, String provider) {
    var started = connections.start(users.subject(session.userId()), provider);
    requests.awaitProvider(pending.id(), OpaqueValue.hash(started.state()));
    return new Step.Connect(started.authorizationUri());
  }
}
