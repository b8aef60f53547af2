package dev.holdfast.authserver.client.http;

import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import dev.holdfast.authserver.client.OwnRegistration;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import dev.holdfast.contracts.secret.Secret;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Client configuration endpoint (RFC 7592, section 2). */
@Controller("/oauth2/register/{clientId}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OwnRegistrationController {

  private static final String BEARER = "Bearer ";

  private final OwnRegistration registration;
  private final Issuer issuer;

  OwnRegistrationController(OwnRegistration registration, Issuer issuer) {
    this.registration = registration;
    this.issuer = issuer;
  }

  @Get
  HttpResponse<Map<String, Object>> read(HttpRequest<?> http, @PathVariable String clientId) {
    return RegistrationAnswer.of(HttpStatus.OK, registration.read(clientId, token(http)), issuer);
  }

  @Put
  @Consumes(MediaType.ALL)
  HttpResponse<Map<String, Object>> replace(
      HttpRequest<?> http, @PathVariable String clientId, @Body byte @Nullable [] body) {
    Secret token = token(http);
    // RFC 7592, section 2.2: who asks comes before what for.
    registration.read(clientId, token);
    return RegistrationAnswer.of(
        HttpStatus.OK,
        registration.replace(clientId, token, RegistrationAnswer.description(body)),
        issuer);
  }

  @Delete
  HttpResponse<?> delete(HttpRequest<?> http, @PathVariable String clientId) {
    registration.delete(clientId, token(http));
    return HttpResponse.noContent().header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private static Secret token(HttpRequest<?> http) {
    // RFC 6750, section 2.1.
    return http.getHeaders()
        .findFirst(HttpHeaders.AUTHORIZATION)
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()).trim())
        .filter(value -> !value.isEmpty())
        .map(Secret::of)
        .orElseThrow(() -> OAuthRefusal.challenged(BearerTokenError.MISSING_TOKEN, BEARER.trim()));
  }
}
