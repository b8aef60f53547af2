package dev.holdfast.authserver.userinfo.http;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import dev.holdfast.authserver.form.OAuthForm;
import dev.holdfast.authserver.introspect.LiveTokens;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.Users;
import dev.holdfast.contracts.claims.Claims;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
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

  private final LiveTokens tokens;
  private final Users users;
  private final Issuer issuer;

  UserInfoController(LiveTokens tokens, Users users, Issuer issuer) {
    this.tokens = tokens;
    this.users = users;
    this.issuer = issuer;
  }

  @Get
  HttpResponse<Map<String, String>> get(HttpRequest<?> http) {
    return about(inHeader(http));
  }

  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<Map<String, String>> post(HttpRequest<byte[]> http) {
    // RFC 6750, section 2.2: in a form too, but never in a query.
    return about(
        inHeader(http).or(() -> inForm(http, http.getBody().orElseGet(() -> new byte[0]))));
  }

  private HttpResponse<Map<String, String>> about(Optional<String> token) {
    // RFC 6750, section 3.1: a request without a token is not told what is wrong with it.
    JWTClaimsSet claims =
        tokens
            .find(
                token.orElseThrow(
                    () -> OAuthRefusal.challenged(BearerTokenError.MISSING_TOKEN, BEARER.trim())))
            .orElseThrow(UserInfoController::invalid);
    Scope scope = Scope.parse(Objects.toString(claims.getClaim(Claims.SCOPE), ""));
    // A person's token for this server, or one that was asked for with openid.
    if (!claims.getAudience().contains(issuer.id()) && !scope.contains("openid")) {
      throw invalid();
    }
    User user =
        Optional.ofNullable(claims.getSubject())
            .flatMap(users::byId)
            .orElseThrow(UserInfoController::invalid);
    return HttpResponse.ok(describe(user, scope)).header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  /** OpenID Connect Core, section 5.4. */
  private static Map<String, String> describe(User user, Scope scope) {
    Map<String, String> claims = new LinkedHashMap<>();
    claims.put("sub", user.id());
    if (scope.contains("profile")) {
      claims.put("name", user.name());
      claims.put("preferred_username", user.username());
    }
    if (scope.contains("email")) {
      Optional.ofNullable(user.email()).ifPresent(email -> claims.put("email", email));
    }
    return claims;
  }

  private static Optional<String> inHeader(HttpRequest<?> http) {
    return http.getHeaders()
        .findFirst(HttpHeaders.AUTHORIZATION)
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()).trim());
  }

  private Optional<String> inForm(HttpRequest<?> http, byte[] body) {
    boolean isForm =
        http.getContentType()
            .filter(MediaType.APPLICATION_FORM_URLENCODED_TYPE::matches)
            .isPresent();
    return isForm
        ? OAuthForm.read(http, issuer.at("/userinfo"), body).all("access_token").stream()
            .findFirst()
        : Optional.empty();
  }

  private static OAuthRefusal invalid() {
    return OAuthRefusal.challenged(
        BearerTokenError.INVALID_TOKEN, "Bearer error=\"invalid_token\"");
  }
}
