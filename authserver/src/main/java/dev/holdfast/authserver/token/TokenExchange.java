package dev.holdfast.authserver.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant;
import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.introspect.LiveTokens;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import dev.holdfast.contracts.claims.Claims;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * The token exchange grant (RFC 8693): a person's access token for a narrower one, for the next
 * service. What comes out belongs to the same grant and dies with it, and never lives longer.
 */
@Singleton
final class TokenExchange {

  private final LiveTokens liveTokens;
  private final ExchangedTokens exchanged;
  private final ExchangeSettings settings;

  TokenExchange(LiveTokens liveTokens, ExchangedTokens exchanged, ExchangeSettings settings) {
    this.liveTokens = liveTokens;
    this.exchanged = exchanged;
    this.settings = settings;
  }

  AccessTokenResponse redeem(TokenCall call, TokenExchangeGrant presented) {
    // RFC 8693, section 2.1: whoever finds a token must not be able to make more of it.
    if (call.client().isPublic()) {
      throw OAuthRefusal.of(OAuth2Error.UNAUTHORIZED_CLIENT, "Only with a secret");
    }
    // RFC 8693, section 2.1: access tokens for access tokens.
    refuseIf(
        !isAccess(presented.getSubjectTokenType()), "subject_token_type is not an access token");
    refuseIf(
        presented.getRequestedTokenType() != null && !isAccess(presented.getRequestedTokenType()),
        "requested_token_type is not an access token");
    // RFC 8693, section 2.2.2: a token that does not count, whatever the reason.
    JWTClaimsSet subject =
        live(presented.getSubjectToken())
            .filter(LiveTokens::isPersons)
            .filter(claims -> mayExchange(call.client(), claims))
            .orElseThrow(() -> invalid("subject_token"));
    Optional<JWTClaimsSet> actor = actor(call.client(), presented);
    // RFC 8693, section 1.1: impersonation is for few.
    refuseIf(
        actor.isEmpty() && !settings.impersonating().contains(call.client().clientId()),
        "actor_token is needed");
    List<String> audience = audience(call, presented);
    Scope scope = scope(call, subject);
    return new AccessTokenResponse(
        new Tokens(exchanged.sign(call.client(), subject, actor, audience, scope), null));
  }

  /** It was issued to the client, or sent to it as a service. */
  private static boolean mayExchange(Client client, JWTClaimsSet subject) {
    return client.clientId().equals(subject.getClaim(Claims.CLIENT_ID)) || client.receives(subject);
  }

  private Optional<JWTClaimsSet> actor(Client client, TokenExchangeGrant presented) {
    @Nullable Token token = presented.getActorToken();
    if (token == null) {
      return Optional.empty();
    }
    refuseIf(!isAccess(presented.getActorTokenType()), "actor_token_type is not an access token");
    // RFC 8693, section 2.1: the party that acts, here the client itself.
    JWTClaimsSet actor =
        live(token)
            .filter(claims -> !LiveTokens.isPersons(claims))
            .filter(claims -> client.clientId().equals(claims.getSubject()))
            .orElseThrow(() -> invalid("actor_token"));
    return Optional.of(actor);
  }

  private static List<String> audience(TokenCall call, TokenExchangeGrant presented) {
    SequencedSet<String> asked = new LinkedHashSet<>(call.resources());
    Objects.requireNonNullElse(presented.getAudience(), List.<Audience>of())
        .forEach(audience -> asked.add(audience.getValue()));
    List<String> own = call.client().resources();
    // RFC 8693, section 2.2.2: only configuration opens a service.
    if (own.isEmpty() || !own.containsAll(asked)) {
      throw OAuthRefusal.of(OAuth2Error.INVALID_TARGET, "Not a resource of this client");
    }
    return asked.isEmpty() ? own : List.copyOf(asked);
  }

  private static Scope scope(TokenCall call, JWTClaimsSet subject) {
    Scope scope = Scope.parse(Objects.toString(subject.getClaim(Claims.SCOPE), ""));
    scope.retainAll(call.client().allowedScope());
    // RFC 6749, section 3.3: never more than the subject's token, nor than the client may.
    Narrowing.checkScope(call, scope.toStringList());
    if (scope.isEmpty()) {
      throw OAuthRefusal.of(OAuth2Error.INVALID_SCOPE, "Nothing is left");
    }
    return call.scope().isEmpty() ? scope : call.scope();
  }

  private Optional<JWTClaimsSet> live(Token token) {
    return liveTokens.find(token.getValue());
  }

  private static boolean isAccess(@Nullable TokenTypeURI type) {
    return TokenTypeURI.ACCESS_TOKEN.equals(type);
  }

  private static void refuseIf(boolean wrong, String description) {
    if (wrong) {
      throw OAuthRefusal.of(OAuth2Error.INVALID_REQUEST, description);
    }
  }

  private static OAuthRefusal invalid(String which) {
    ErrorObject error = OAuth2Error.INVALID_REQUEST;
    return OAuthRefusal.of(error, which + " does not count");
  }
}
