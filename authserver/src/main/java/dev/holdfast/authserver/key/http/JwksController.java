package dev.holdfast.authserver.key.http;

import dev.holdfast.authserver.key.SigningKeys;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;

/** The public keys (RFC 7517, section 5), and how long they may be kept. */
@Controller("/oauth2/jwks")
@ExecuteOn(TaskExecutors.BLOCKING)
final class JwksController {

  private final SigningKeys keys;

  JwksController(SigningKeys keys) {
    this.keys = keys;
  }

  @Get
  HttpResponse<Map<String, Object>> keys() {
    return HttpResponse.ok(keys.publicKeys().toJSONObject(true))
        .header(
            HttpHeaders.CACHE_CONTROL, "public, max-age=" + keys.publicKeysMaxAge().toSeconds());
  }
}
