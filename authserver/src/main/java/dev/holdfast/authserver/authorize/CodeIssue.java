package dev.holdfast.authserver.authorize;

import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
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

  /** Where to send the browser with a new code; empty if the request was ended by another tab. */
  @Transactional
  public Optional<URI> issue(PendingRequest pending, AcceptedRequest request, LoginSession login) {
    if (requests.close(pending.id()) == 0) {
      return Optional.empty();
    }
    String code = OpaqueValue.random();
    codes.save(record(code, request, login, clock.instant()));
    sessionClients.note(login.sid(), request.client().clientId());
    var response =
        new AuthorizationSuccessResponse(
            request.redirectUri(),
            new com.nimbusds.oauth2.sdk.AuthorizationCode(code),
            null,
            request.state(),
            new com.nimbusds.oauth2.sdk.id.Issuer(issuer.id()),
            ResponseMode.QUERY);
    return Optional.of(response.toURI());
  }

  /** Where to send the browser with an error. */
  public URI refuse(URI redirectUri, @Nullable State state, ErrorObject error) {
    var response =
        new AuthorizationErrorResponse(
            redirectUri,
            error,
            state,
            new com.nimbusds.oauth2.sdk.id.Issuer(issuer.id()),
            ResponseMode.QUERY);
    return response.toURI();
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
