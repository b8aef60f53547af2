package dev.holdfast.authserver.outbound.http;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.HeaderElement;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.message.MessageSupport;
import org.jspecify.annotations.Nullable;

/** How long an answer may be kept (RFC 9111, section 4.2). */
final class Freshness {

  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private Freshness() {}

  static Optional<Duration> of(HttpResponse response) {
    Map<String, String> directives = directives(response);
    if (directives.containsKey("no-store") || directives.containsKey("no-cache")) {
      return Optional.of(Duration.ZERO);
    }
    Optional<Duration> lifetime =
        Stream.of("s-maxage", "max-age")
            .map(name -> seconds(directives.get(name)))
            .flatMap(Optional::stream)
            .findFirst()
            .or(() -> untilExpiry(response));
    Duration age = seconds(first(response, HttpHeaders.AGE)).orElse(Duration.ZERO);
    return lifetime.map(whole -> whole.minus(age));
  }

  private static Map<String, String> directives(HttpResponse response) {
    Map<String, String> directives = new HashMap<>();
    Iterator<HeaderElement> elements = MessageSupport.iterate(response, HttpHeaders.CACHE_CONTROL);
    while (elements.hasNext()) {
      HeaderElement element = elements.next();
      directives.put(
          element.getName().toLowerCase(Locale.ROOT),
          Optional.ofNullable(element.getValue()).orElse(""));
    }
    return directives;
  }

  private static Optional<Duration> untilExpiry(HttpResponse response) {
    Optional<Instant> date = instant(first(response, HttpHeaders.DATE));
    return instant(first(response, HttpHeaders.EXPIRES))
        .flatMap(expires -> date.map(sent -> Duration.between(sent, expires)));
  }

  private static Optional<Instant> instant(String text) {
    return Optional.ofNullable(DateUtils.parseStandardDate(text));
  }

  private static Optional<Duration> seconds(@Nullable String text) {
    return Optional.ofNullable(text)
        .filter(value -> SECONDS.matcher(value).matches())
        .map(value -> Duration.ofSeconds(Long.parseLong(value)));
  }

  private static String first(HttpResponse response, String name) {
    var header = response.getFirstHeader(name);
    return header == null || header.getValue() == null ? "" : header.getValue();
  }
}
