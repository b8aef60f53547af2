package dev.holdfast.authserver.client.http;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.client.RegistrationError;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.Registered;
import dev.holdfast.authserver.form.ParameterRules;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a registration is told, and how a description is read. */
final class RegistrationAnswer {

  private RegistrationAnswer() {}

  /** RFC 7592, section 3: what is registered, which may differ from what was asked. */
  static HttpResponse<Map<String, Object>> of(
      HttpStatus status, Registered registered, Issuer issuer) {
    return HttpResponse.<Map<String, Object>>status(status)
        .body(describe(registered, issuer))
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header(HttpHeaders.PRAGMA, "no-cache");
  }

  /** The JSON object that a client sent. */
  static Map<String, Object> description(byte @Nullable [] body) {
    try {
      Map<String, Object> said =
          JSONObjectUtils.parse(
              new String(body == null ? new byte[0] : body, StandardCharsets.UTF_8));
      if (sound(said)) {
        return said;
      }
    } catch (ParseException e) {
      // Refused like the unsound.
    }
    throw OAuthRefusal.of(RegistrationError.INVALID_CLIENT_METADATA);
  }

  /** No null in lists, no control characters, nothing that was not UTF-8 (RFC 8259, section 8). */
  private static boolean sound(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case String text -> ParameterRules.sound("", text);
      case Collection<?> list -> list.stream().allMatch(RegistrationAnswer::sound);
      case Map<?, ?> object ->
          object.values().stream().filter(Objects::nonNull).allMatch(RegistrationAnswer::sound);
      default -> true;
    };
  }

  private static Map<String, Object> describe(Registered registered, Issuer issuer) {
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
    answer.put("registration_access_token", registered.token().reveal());
    answer.put(
        "registration_client_uri", issuer.at("/oauth2/register/" + client.clientId()).toString());
    answer.putAll(client.metadata().toJSONObject());
    return answer;
  }
}
