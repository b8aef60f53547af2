package dev.holdfast.authserver.key.http;

import dev.holdfast.authserver.key.SigningKeys;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;

/** The public keys (RFC 7517, section 5). */
@Controller("/oauth2/jwks")
@ExecuteOn(TaskExecutors.BLOCKING)
final class JwksController {

  private final SigningKeys keys;

  JwksController(SigningKeys keys) {
    this.keys = keys;
  }

  @Get
  Map<String, Object> keys() {
    return keys.publicKeys().toJSONObject(true);
  }
}
