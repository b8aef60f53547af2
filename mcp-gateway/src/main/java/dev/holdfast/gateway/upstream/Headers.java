package dev.holdfast.gateway.upstream;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which headers cross the gateway, in either direction. Names are compared without case. */
final class Headers {

  static final String SESSION_ID = "Mcp-Session-Id";
  static final String LAST_EVENT_ID = "Last-Event-ID";
  static final String OWN_PREFIX = "holdfast-";

  // RFC 9110, section 7.6.1, and what the two connections settle for themselves.
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "content-length",
          "expect",
          "http2-settings");

  // The client's credentials are for the gateway; compression would hold a stream back.
  private static final Set<String> NOT_UPSTREAM =
      Set.of(
          "host",
          "authorization",
          "cookie",
          "accept-encoding",
          "origin",
          "forwarded",
          "mcp-session-id");

  // The upstream's challenges and cookies are for the gateway.
  private static final Set<String> NOT_DOWNSTREAM =
      Set.of("set-cookie", "www-authenticate", "mcp-session-id", "x-accel-buffering", ":status");

  private Headers() {}

  static Map<String, List<String>> upstream(Map<String, List<String>> headers, boolean modern) {
    Map<String, List<String>> kept = without(headers, NOT_UPSTREAM);
    // MCP 2026-07-28, Earlier Streamable HTTP Revisions: streams are not resumable.
    if (modern) {
      kept.remove(LAST_EVENT_ID);
    }
    kept.keySet().removeIf(name -> lower(name).startsWith(OWN_PREFIX));
    return kept;
  }

  static Map<String, List<String>> downstream(Map<String, List<String>> headers) {
    return without(headers, NOT_DOWNSTREAM);
  }

  private static Map<String, List<String>> without(
      Map<String, List<String>> headers, Set<String> names) {
    Map<String, List<String>> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    kept.putAll(headers);
    Set<String> nominated = nominated(kept);
    kept.keySet()
        .removeIf(
            name ->
                HOP_BY_HOP.contains(lower(name))
                    || names.contains(lower(name))
                    || nominated.contains(lower(name)));
    return kept;
  }

  // RFC 9110, section 7.6.1: Connection may name more of them.
  private static Set<String> nominated(Map<String, List<String>> headers) {
    Set<String> names = new HashSet<>();
    headers.getOrDefault("connection", List.of()).stream()
        .map(value -> List.of(value.split(",", -1)))
        .flatMap(Collection::stream)
        .forEach(name -> names.add(lower(name.strip())));
    return names;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
