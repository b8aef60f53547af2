package dev.holdfast.authserver.client.http;

import dev.holdfast.authserver.client.QuotaExceeded;
import dev.holdfast.authserver.client.Registrations;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.limit.SourceAddress;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Dynamic client registration (RFC 7591, section 3). */
@Controller("/oauth2/register")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RegistrationController {

  private static final String AN_HOUR = "3600";

  private final Registrations registrations;
  private final SourceAddress source;
  private final Issuer issuer;

  RegistrationController(Registrations registrations, SourceAddress source, Issuer issuer) {
    this.registrations = registrations;
    this.source = source;
    this.issuer = issuer;
  }

  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<Map<String, Object>> register(HttpRequest<?> http, @Body byte @Nullable [] body) {
    var registered = registrations.register(RegistrationAnswer.description(body), source.of(http));
    return RegistrationAnswer.of(HttpStatus.CREATED, registered, issuer);
  }

  /** RFC 6585, section 4. */
  @Error
  HttpResponse<Map<String, String>> tooMany(QuotaExceeded exceeded) {
    return HttpResponse.<Map<String, String>>status(HttpStatus.TOO_MANY_REQUESTS)
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.RETRY_AFTER, AN_HOUR)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(
            Map.of(
                "error",
                "temporarily_unavailable",
                "error_description",
                "Too many " + exceeded.getMessage()));
  }
}
