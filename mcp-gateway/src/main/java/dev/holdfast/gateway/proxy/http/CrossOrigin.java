package dev.holdfast.gateway.proxy.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Options;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import jakarta.inject.Singleton;

/**
 * Lets pages of the allowed origins in, and nobody else's (Fetch, CORS protocol). Without
 * credentials: a page shows a token, never a cookie.
 */
final class CrossOrigin {

  private static final String METHODS = "GET, POST, DELETE";
  // A star does not stand for Authorization.
  private static final String HEADERS = "Authorization, *";
  private static final String EXPOSED = "Mcp-Session-Id, WWW-Authenticate, Retry-After";
  private static final String MINUTES = "600";

  private CrossOrigin() {}

  /** Answers what browsers ask before they send a page's request. */
  @Controller
  static final class Preflights {

    private final Origins origins;

    Preflights(Origins origins) {
      this.origins = origins;
    }

    @Options(
        uris = {
          "/mcp",
          "/mcp/{name}",
          "/.well-known/oauth-protected-resource",
          "/.well-known/oauth-protected-resource/mcp",
          "/.well-known/oauth-protected-resource/mcp/{name}"
        })
    HttpResponse<?> answer(HttpRequest<?> request) {
      return origins.allow(request.getHeaders())
          ? HttpResponse.noContent()
              .header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
              .header(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS)
              .header(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MINUTES)
          : HttpResponse.status(HttpStatus.FORBIDDEN);
    }
  }

  /** Marks every answer to such a page, refusals included. */
  @Singleton
  @ServerFilter({
    "/mcp",
    "/mcp/**",
    "/.well-known/oauth-protected-resource",
    "/.well-known/oauth-protected-resource/**"
  })
  static final class Marks {

    private final Origins origins;

    Marks(Origins origins) {
      this.origins = origins;
    }

    @ResponseFilter
    void mark(HttpRequest<?> request, MutableHttpResponse<?> response) {
      String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
      if (origin != null && origins.allow(request.getHeaders())) {
        response
            .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
            .header(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED)
            .header(HttpHeaders.VARY, HttpHeaders.ORIGIN);
      }
    }
  }
}
