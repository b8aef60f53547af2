package dev.holdfast.authserver.cors;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.jspecify.annotations.Nullable;

/**
 * Allows every origin, without credentials. These endpoints know their caller by what the request
 * holds, never by a cookie, so a foreign page learns nothing that its own server could not.
 */
@ServerFilter({
  "/.well-known/**",
  "/oauth2/jwks",
  "/oauth2/token",
  "/oauth2/revoke",
  "/oauth2/par",
  "/oauth2/register",
  "/oauth2/register/**",
  "/oauth2/device_authorization",
  "/userinfo"
})
final class CrossOriginFilter implements Ordered {

  private static final String ANY = "*";

  /** For a day; browsers take less. */
  private static final String MAX_AGE = "86400";

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @RequestFilter
  @Nullable HttpResponse<?> preflight(HttpRequest<?> request) {
    boolean asked =
        request.getMethod() == HttpMethod.OPTIONS
            && request.getHeaders().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    if (!asked) {
      return null;
    }
    return HttpResponse.noContent()
        .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANY)
        .header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, DELETE")
        // Fetch standard, section 3.3.3: a star does not cover Authorization.
        .header(
            HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
            "Authorization, Content-Type, Accept, MCP-Protocol-Version")
        .header(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE);
  }

  @ResponseFilter
  void allow(MutableHttpResponse<?> response) {
    response
        .getHeaders()
        .set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANY)
        .set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "WWW-Authenticate, Retry-After");
  }
}
