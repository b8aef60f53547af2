package dev.holdfast.authserver.introspect.http;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.ClientAuthenticator;
import dev.holdfast.authserver.form.OAuthForm;
import dev.holdfast.authserver.introspect.Introspections;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.key.OwnTokens;
import dev.holdfast.authserver.key.SigningAlgorithm;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Token introspection (RFC 7662), answered as a signed JWT to who asks for one (RFC 9701). */
@Controller("/oauth2/introspect")
@ExecuteOn(TaskExecutors.BLOCKING)
final class IntrospectController {

  private static final String JWT_TYPE = "token-introspection+jwt";
  private static final String JWT_MEDIA_TYPE = "application/" + JWT_TYPE;
  private static final String CHALLENGE = "Basic realm=\"clients\", charset=\"UTF-8\"";

  private final ClientAuthenticator clients;
  private final Introspections introspections;
  private final OwnTokens tokens;
  private final Issuer issuer;
  private final Clock clock;

  IntrospectController(
      ClientAuthenticator clients,
      Introspections introspections,
      OwnTokens tokens,
      Issuer issuer,
      Clock clock) {
    this.clients = clients;
    this.introspections = introspections;
    this.tokens = tokens;
    this.issuer = issuer;
    this.clock = clock;
  }

  @Post
  @Consumes(MediaType.ALL)
  @Produces({MediaType.APPLICATION_JSON, JWT_MEDIA_TYPE})
  HttpResponse<?> introspect(HttpRequest<?> http, @Body byte @Nullable [] body) {
    OAuthForm form =
        OAuthForm.read(http, issuer.at("/oauth2/introspect"), body == null ? new byte[0] : body);
    // RFC 7662, section 2.1: the caller proves itself, so that nobody can scan for tokens ...
    Client client = clients.authenticate(form.request(), form.values());
    // ... which an id alone does not.
    if (client.isPublic()) {
      throw OAuthRefusal.challenged(OAuth2Error.INVALID_CLIENT, CHALLENGE);
    }
    String token =
        form.all("token").stream()
            .findFirst()
            .orElseThrow(() -> OAuthRefusal.of(OAuth2Error.INVALID_REQUEST, "No token"));
    Map<String, Object> answer = introspections.of(token, client);
    var response =
        wantsJwt(http)
            ? HttpResponse.ok(signed(answer, client)).contentType(JWT_MEDIA_TYPE)
            : HttpResponse.ok(answer).contentType(MediaType.APPLICATION_JSON_TYPE);
    return response.header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  /** Only who names the JWT gets it; of both, what stands first. */
  private static boolean wantsJwt(HttpRequest<?> http) {
    return http.accept().stream()
        .map(MediaType::getName)
        .filter(name -> name.equals(JWT_MEDIA_TYPE) || name.equals(MediaType.APPLICATION_JSON))
        .findFirst()
        .filter(JWT_MEDIA_TYPE::equals)
        .isPresent();
  }

  /** RFC 9701, section 5. */
  private String signed(Map<String, Object> answer, Client client) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer.id())
            .audience(client.clientId())
            .issueTime(Date.from(clock.instant()))
            .claim("token_introspection", answer)
            .build();
    return tokens.sign(claims, new JOSEObjectType(JWT_TYPE), SigningAlgorithm.RS256).serialize();
  }
}
