package dev.holdfast.authserver.refusal;

import com.nimbusds.oauth2.sdk.ErrorObject;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Renders errors as RFC 6749, section 5.2, says; nothing of it may be stored. */
final class OAuthErrors {

  private OAuthErrors() {}

  static MutableHttpResponse<Map<String, String>> render(ErrorObject error) {
    int status = error.getHTTPStatusCode() == 0 ? 400 : error.getHTTPStatusCode();
    return render(HttpStatus.valueOf(status), error.getCode(), error.getDescription());
  }

  static MutableHttpResponse<Map<String, String>> render(
      HttpStatus status, String code, @Nullable String description) {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("error", code);
    Optional.ofNullable(description).ifPresent(text -> body.put("error_description", text));
    return HttpResponse.<Map<String, String>>status(status)
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header(HttpHeaders.PRAGMA, "no-cache")
        .body(body);
  }

  /** What may be said of a defect; the trace id finds the rest in the log. */
  static String fixedText(String traceId) {
    return "Something went wrong on our side; trace id " + traceId;
  }
}
