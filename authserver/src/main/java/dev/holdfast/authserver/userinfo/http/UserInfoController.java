package dev.holdfast.authserver.userinfo.http;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.key.OwnTokens;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.Users;
import dev.holdfast.contracts.claims.Claims;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Tells a client about the person it acts for (OpenID Connect Core, section 5.3). */
@Controller("/userinfo")
@ExecuteOn(TaskExecutors.BLOCKING)
final class UserInfoController {

  private static final String BEARER = "Bearer ";

  private final OwnTokens tokens;
  private final Users users;
  private final Issuer issuer;

  UserInfoController(OwnTokens tokens, Users users, Issuer issuer) {
    this.tokens = tokens;
    this.users = users;
    this.issuer = issuer;
  }

  @Get
  HttpResponse<Map<String, String>> userInfo(HttpRequest<?> http) {
    // RFC 6750, section 3.1: a request without a token is not told what is wrong with it.
    String token =
        http.getHeaders()
            .findFirst(HttpHeaders.AUTHORIZATION)
            .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
            .map(value -> value.substring(BEARER.length()).trim())
            .orElseThrow(
                () -> OAuthRefusal.challenged(BearerTokenError.MISSING_TOKEN, BEARER.trim()));
    JWTClaimsSet claims = tokens.readAccessToken(token).orElseThrow(UserInfoController::invalid);
    Scope scope = Scope.parse(Objects.toString(claims.getClaim(Claims.SCOPE), ""));
    // A person's token for this server, or one that was asked for with openid.
    if (!claims.getAudience().contains(issuer.id()) && !scope.contains("openid")) {
      throw invalid();
    }
    User user =
        Optional.ofNullable(claims.getSubject())
            .flatMap(users::byId)
            .filter(User::active)
            .orElseThrow(UserInfoController::invalid);
    return HttpResponse.ok(about(user)).header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private static Map<String, String> about(User user) {
    Map<String, String> claims = new LinkedHashMap<>();
    claims.put("sub", user.id());
    claims.put("name", user.name());
    claims.put("preferred_username", user.username());
    return claims;
  }

  private static OAuthRefusal invalid() {
    return OAuthRefusal.challenged(
        BearerTokenError.INVALID_TOKEN, "Bearer error=\"invalid_token\"");
  }
}
