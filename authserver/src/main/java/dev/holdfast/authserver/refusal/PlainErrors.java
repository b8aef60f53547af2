package dev.holdfast.authserver.refusal;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * What the framework refuses by itself (unknown path, wrong method, too large) in the same form.
 * Its own texts may quote the request, so none of them goes out.
 */
@Singleton
@Replaces(ErrorResponseProcessor.class)
final class PlainErrors implements ErrorResponseProcessor<Map<String, String>> {

  @Override
  public MutableHttpResponse<Map<String, String>> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    String code = response.code() >= 500 ? "server_error" : "invalid_request";
    return response
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .body(Map.of("error", code, "error_description", response.reason()));
  }
}
