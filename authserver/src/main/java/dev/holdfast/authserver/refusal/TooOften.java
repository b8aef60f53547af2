package dev.holdfast.authserver.refusal;

import dev.holdfast.authserver.page.Markup;
import dev.holdfast.authserver.page.Pages;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;

/** Tells a person to wait (RFC 6585, section 4). */
public final class TooOften {

  private static final String TEXT =
      "<p role=\"alert\">Wait %s seconds, then go back and try again.</p>";

  private TooOften() {}

  /** The page. */
  public static MutableHttpResponse<String> page(Duration wait) {
    long seconds = TooManyRequests.retryAfter(wait);
    return Pages.plain(HttpStatus.TOO_MANY_REQUESTS, "Too many attempts", Markup.of(TEXT, seconds))
        .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
  }
}
