package dev.holdfast.authserver.limit;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** What tests of limits share. */
final class Limited {

  static final String LIMITS = "holdfast.authserver.limits.";
  static final String FORWARDED_FOR = "X-Forwarded-For";

  private Limited() {}

  /** Settings of one limit, and of proxies that may say who asks. */
  static Map<String, Object> limit(String name, int capacity, String period) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(LIMITS + name + ".capacity", capacity);
    settings.put(LIMITS + name + ".period", period);
    settings.put("holdfast.authserver.proxies.trusted", "127.0.0.1");
    return settings;
  }

  /** Of the documentation's network, and different at every call as good as always. */
  static String someAddress() {
    var random = ThreadLocalRandom.current();
    return "203.%d.%d.%d".formatted(random.nextInt(256), random.nextInt(256), random.nextInt(256));
  }

  static Duration retryAfter(HttpResponse<String> answer) {
    String seconds = answer.headers().firstValue("Retry-After").orElseThrow();
    return Duration.ofSeconds(Long.parseLong(seconds));
  }
}
