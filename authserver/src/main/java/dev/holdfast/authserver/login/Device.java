package dev.holdfast.authserver.login;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a browser, or whatever else sends a request, so that its person recognises it, and nobody
 * else learns much: a label is short and plain ASCII.
 */
public final class Device {

  private static final int MAX_LENGTH = 40;
  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]");
  private static final String UNKNOWN = "Unknown browser";

  /** Order matters: most browsers also claim to be the ones that come after them. */
  private enum Name {
    EDGE("Edg", "Edge"),
    OPERA("OPR/", "Opera"),
    SAMSUNG("SamsungBrowser/", "Samsung Internet"),
    FIREFOX("Firefox/", "Firefox"),
    FIREFOX_IOS("FxiOS/", "Firefox"),
    CHROME_IOS("CriOS/", "Chrome"),
    CHROME("Chrome/", "Chrome"),
    SAFARI("Safari/", "Safari");

    private final String mark;
    private final String label;

    Name(String mark, String label) {
      this.mark = mark;
      this.label = label;
    }
  }

  private enum Platform {
    IPHONE("iPhone", "iPhone"),
    IPAD("iPad", "iPad"),
    ANDROID("Android", "Android"),
    WINDOWS("Windows", "Windows"),
    MAC("Macintosh", "macOS"),
    CHROME_OS("CrOS", "ChromeOS"),
    LINUX("Linux", "Linux");

    private final String mark;
    private final String label;

    Platform(String mark, String label) {
      this.mark = mark;
      this.label = label;
    }
  }

  private Device() {}

  /** The browser that sends a request. */
  public static String of(HttpRequest<?> http) {
    return named(http).orElse(UNKNOWN);
  }

  /** What sends a request; empty if it does not say, as few browsers and many devices do not. */
  public static Optional<String> named(HttpRequest<?> http) {
    return http.getHeaders()
        .findFirst(HttpHeaders.USER_AGENT)
        .filter(agent -> !agent.isBlank())
        .map(Device::label);
  }

  static String label(String userAgent) {
    String name =
        Arrays.stream(Name.values())
            .filter(known -> userAgent.contains(known.mark))
            .findFirst()
            .map(known -> known.label)
            .orElseGet(() -> product(userAgent));
    return Arrays.stream(Platform.values())
        .filter(known -> userAgent.contains(known.mark))
        .findFirst()
        .map(known -> name + " on " + known.label)
        .orElse(name);
  }

  /** The first word of anything else (RFC 9110, section 10.1.5), without its version. */
  private static String product(String userAgent) {
    String word = UNPRINTABLE.matcher(userAgent).replaceAll("").split("[/ ]", 2)[0];
    return word.isEmpty() ? UNKNOWN : word.substring(0, Math.min(word.length(), MAX_LENGTH));
  }
}
