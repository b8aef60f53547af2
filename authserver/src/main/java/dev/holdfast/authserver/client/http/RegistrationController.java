package dev.holdfast.authserver.client.http;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.client.RegistrationError;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.Registrations;
import dev.holdfast.authserver.client.Registrations.Registered;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Dynamic client registration (RFC 7591, section 3). */
@Controller("/oauth2/register")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RegistrationController {

  private final Registrations registrations;

  RegistrationController(Registrations registrations) {
    this.registrations = registrations;
  }

  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<Map<String, Object>> register(@Body byte @Nullable [] body) {
    return HttpResponse.<Map<String, Object>>created(
            describe(registrations.register(description(body == null ? new byte[0] : body))))
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header(HttpHeaders.PRAGMA, "no-cache");
  }

  private static Map<String, Object> description(byte[] body) {
    try {
      return JSONObjectUtils.parse(new String(body, StandardCharsets.UTF_8));
    } catch (ParseException e) {
      throw OAuthRefusal.of(RegistrationError.INVALID_CLIENT_METADATA);
    }
  }

  /** RFC 7591, section 3.2.1: what was registered, which may differ from what was asked. */
  private static Map<String, Object> describe(Registered registered) {
    Client client = registered.client();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("client_id", client.clientId());
    answer.put("client_id_issued_at", client.createdAt().getEpochSecond());
    registered
        .secret()
        .ifPresent(
            secret -> {
              answer.put("client_secret", secret.reveal());
              answer.put("client_secret_expires_at", 0);
            });
    answer.putAll(client.metadata().toJSONObject());
    return answer;
  }
}
