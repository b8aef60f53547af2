package dev.holdfast.authserver.path;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Puts the issuer's path before redirects to ourselves, and before the links of our pages. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class OutgoingPaths implements Ordered {

  private final IssuerPath path;

  OutgoingPaths(IssuerPath path) {
    this.path = path;
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @ResponseFilter
  void restore(MutableHttpResponse<Object> response) {
    if (path.isRoot()) {
      return;
    }
    String location = response.getHeaders().get(HttpHeaders.LOCATION);
    if (location != null) {
      response.getHeaders().set(HttpHeaders.LOCATION, path.restore(location));
    }
    boolean page = response.getContentType().filter(MediaType.TEXT_HTML_TYPE::matches).isPresent();
    if (page && response.body() instanceof String html) {
      response.body(path.restoreLinks(html));
    }
  }
}
