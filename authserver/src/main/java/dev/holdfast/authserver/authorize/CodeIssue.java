package dev.holdfast.authserver.authorize;

import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.State;
import dev.holdfast.authserver.code.AuthorizationCode;
import dev.holdfast.authserver.code.Codes;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.login.SessionClients;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.pending.PendingRequests;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends pending requests, with a code or with an error; always with {@code iss} (RFC 9207). */
@Singleton
public class CodeIssue {

  private final PendingRequests requests;
  private final Codes codes;
  private final SessionClients sessionClients;
  private final Issuer issuer;
  private final Clock clock;

  CodeIssue(
      PendingRequests requests,
      Codes codes,
      SessionClients sessionClients,
      Issuer issuer,
      Clock clock) {
    this.requests = requests;
    this.codes = codes;
    this.sessionClients = sessionClients;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** The answer with a new code; empty if the request was ended by another tab. */
  @Transactional
  public Optional<AuthorizationResponse> issue(
      PendingRequest pending, AcceptedRequest request, LoginSession login) {
    if (requests.close(pending.id()) == 0) {
      return Optional.empty();
    }
    String code = OpaqueValue.random();
    Instant now = clock.instant();
    codes.save(record(code, request, login, now));
    sessionClients.note(login.sid(), request.client().clientId(), now);
    return Optional.of(
        new AuthorizationSuccessResponse(
            request.redirectUri(),
            new com.nimbusds.oauth2.sdk.AuthorizationCode(code),
            null,
            request.state(),
            new com.nimbusds.oauth2.sdk.id.Issuer(issuer.id()),
            request.responseMode()));
  }

  /** The answer to a request that was refused at once. */
  public AuthorizationResponse refuse(Checked.SentBack back) {
    return refuse(back.redirectUri(), back.mode(), back.state(), back.error());
  }

  /** The answer to a request that ended without a code. */
  public AuthorizationResponse refuse(AcceptedRequest request, ErrorObject error) {
    return refuse(request.redirectUri(), request.responseMode(), request.state(), error);
  }

  private AuthorizationResponse refuse(
      URI redirectUri, ResponseMode mode, @Nullable State state, ErrorObject error) {
    return new AuthorizationErrorResponse(
        redirectUri, error, state, new com.nimbusds.oauth2.sdk.id.Issuer(issuer.id()), mode);
  }

  private AuthorizationCode record(
      String code, AcceptedRequest request, LoginSession login, Instant now) {
    return new AuthorizationCode(
        OpaqueValue.hash(code),
        request.client().clientId(),
        request.redirectUri().toString(),
        request.redirectUriGiven(),
        request.codeChallenge(),
        String.join(" ", request.resources()),
        request.scope().toString(),
        login.userId(),
        login.sid(),
        login.authTime(),
        request.nonce(),
        now,
        now.plus(issuer.codeLifetime()),
        null,
        null,
        null);
  }
}
