package dev.holdfast.authserver.token;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.JWTBearerGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import dev.holdfast.authserver.enterprise.Asserted;
import dev.holdfast.authserver.enterprise.IdentityAssertions;
import dev.holdfast.authserver.grants.Grants;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import dev.holdfast.authserver.refusal.TemporarilyUnavailable;
import dev.holdfast.authserver.resource.Resources;
import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.UserEvents;
import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.grants.IssueGrant;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;

/**
 * The JWT bearer grant (RFC 7523, section 2.1) for identity assertions. The provider decides anew
 * each time, so there is no refresh token.
 */
@Singleton
final class AssertionRedemption {

  private final IdentityAssertions assertions;
  private final Grants grants;
  private final LiveUsers users;
  private final LastLook lastLook;
  private final UserEvents identities;
  private final Resources resources;
  private final Responses responses;
  private final Clock clock;

  AssertionRedemption(
      IdentityAssertions assertions,
      Grants grants,
      LiveUsers users,
      LastLook lastLook,
      UserEvents identities,
      Resources resources,
      Responses responses,
      Clock clock) {
    this.assertions = assertions;
    this.grants = grants;
    this.users = users;
    this.lastLook = lastLook;
    this.identities = identities;
    this.resources = resources;
    this.responses = responses;
    this.clock = clock;
  }

  AccessTokenResponse redeem(TokenCall call, JWTBearerGrant presented) {
    // The assertion names the client; the client must prove that it is the one.
    if (call.client().isPublic()) {
      throw OAuthRefusal.of(OAuth2Error.UNAUTHORIZED_CLIENT, "Only with a secret");
    }
    // RFC 7523, section 3.1.
    if (!(presented.getJWTAssertion() instanceof SignedJWT assertion)) {
      throw OAuthRefusal.of(OAuth2Error.INVALID_GRANT);
    }
    Asserted asserted =
        assertions
            .read(assertion, call.client())
            .filter(allowed -> users.active(allowed.user().id(), allowed.authTime()).isPresent())
            .orElseThrow(() -> OAuthRefusal.of(OAuth2Error.INVALID_GRANT));
    List<String> audience = audience(call, asserted);
    Scope scope = scope(call, asserted);
    // After what can be corrected, so that a wrong resource or scope does not cost the assertion.
    if (!assertions.use(assertion)) {
      throw OAuthRefusal.of(OAuth2Error.INVALID_GRANT);
    }
    GrantTokens tokens = issue(assertion, grant(call, asserted, scope, audience));
    User user =
        lastLook.user(tokens.grant()).orElseThrow(() -> OAuthRefusal.of(OAuth2Error.INVALID_GRANT));
    return responses.of(tokens, user, audience, FirstTime.NO);
  }

  /** RFC 8707, section 2.2, within what the assertion names, or anything known. */
  private List<String> audience(TokenCall call, Asserted asserted) {
    List<String> allowed =
        asserted.resources().isEmpty() ? List.of(resources.fallback()) : asserted.resources();
    List<String> audience =
        asserted.resources().isEmpty() && !call.resources().isEmpty()
            ? call.resources()
            : Narrowing.resources(call, allowed);
    boolean reachable =
        audience.stream().allMatch(r -> resources.known(r) && call.client().mayReach(r));
    if (!reachable) {
      throw OAuthRefusal.of(OAuth2Error.INVALID_TARGET, "Not a resource of this client");
    }
    return audience;
  }

  private static Scope scope(TokenCall call, Asserted asserted) {
    Scope allowed = call.client().allowedScope();
    if (!asserted.scope().isEmpty()) {
      allowed.retainAll(asserted.scope());
    }
    Narrowing.checkScope(call, allowed.toStringList());
    return call.scope().isEmpty() ? allowed : call.scope();
  }

  private GrantTokens issue(SignedJWT assertion, IssueGrant grant) {
    try {
      return grants.issue(grant);
    } catch (TemporarilyUnavailable e) {
      // The client may try again with the same assertion. A grant that was made all the same has no
      // token outside.
      assertions.giveBack(assertion);
      throw e;
    }
  }

  private IssueGrant grant(TokenCall call, Asserted asserted, Scope scope, List<String> audience) {
    return new IssueGrant(
        identities.subject(asserted.user().id()),
        call.client().clientId(),
        // There is no login session here, and none must be found by it.
        OpaqueValue.random(),
        new TreeSet<>(scope.toStringList()),
        audience,
        asserted.authTime(),
        clock.instant(),
        null,
        false);
  }
}
