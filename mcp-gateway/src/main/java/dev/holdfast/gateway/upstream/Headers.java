package dev.holdfast.gateway.upstream;

import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.protocol.Era;
import dev.holdfast.gateway.protocol.MirroredValue;
import dev.holdfast.runtime.tracing.TraceHeaders;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which headers cross the gateway, in either direction. Names are compared without case. */
public final class Headers {

  /** Names a session. */
  public static final String SESSION_ID = "Mcp-Session-Id";

  static final String LAST_EVENT_ID = "Last-Event-ID";
  static final String OWN_PREFIX = "holdfast-";
  private static final String CONNECTION = "connection";

  // RFC 9110, section 7.6.1, and what the two connections settle for themselves.
  private static final Set<String> HOP_BY_HOP =
      names(
          CONNECTION,
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

  // The client's credentials are for the gateway; compression would hold a stream back; a body is
  // sent as it was judged; a trace goes on, but from here. The last ones are what other proxies say
  // of who asks, and from where.
  private static final Set<String> NOT_UPSTREAM =
      names(
          "host",
          "authorization",
          "cookie",
          "accept-encoding",
          "content-encoding",
          "content-type",
          "origin",
          "mcp-session-id",
          "forwarded",
          TraceHeaders.TRACEPARENT,
          TraceHeaders.TRACESTATE,
          "remote-user",
          "x-remote-user",
          "x-real-ip",
          "x-user",
          "x-authenticated-user",
          "x-authenticated-userid",
          "x-webauth-user",
          "x-goog-iap-jwt-assertion",
          "x-amzn-oidc-identity",
          "x-amzn-oidc-data",
          "x-amzn-oidc-accesstoken");
  private static final List<String> NOT_UPSTREAM_PREFIXES =
      List.of(OWN_PREFIX, "x-forwarded-", "x-auth-request-", "x-goog-authenticated-user-");

  // The upstream's challenges and cookies are for the gateway.
  private static final Set<String> NOT_DOWNSTREAM =
      names("set-cookie", "www-authenticate", "mcp-session-id", "x-accel-buffering", ":status");

  private Headers() {}

  /** Takes a header. */
  @FunctionalInterface
  public interface Sink {
    /** One more value of that name. */
    void add(String name, String value);
  }

  /**
   * What the call says to the upstream.
   *
   * @param settings which of the client's headers are kept from it besides
   */
  public static void upstream(Call call, UpstreamSettings settings, Sink sink) {
    @Nullable String own =
        call.credential() instanceof Credential.Header(var name, _) ? name : null;
    Set<String> nominated = nominated(call.headers());
    call.headers()
        .forEach(
            (name, values) -> {
              if (goesUpstream(name, nominated, call.era())
                  && !name.equalsIgnoreCase(own)
                  && !settings.strips(name)) {
                values.forEach(value -> sink.add(name, value));
              }
            });
    if (call.body().length > 0) {
      // RFC 8259, section 8.1: as it was read, in UTF-8.
      sink.add("Content-Type", "application/json");
    }
    if (call.upstreamSession() != null) {
      sink.add(SESSION_ID, call.upstreamSession());
    }
    if (call.credential() instanceof Credential.Header(var name, var value)) {
      sink.add(name, value.reveal());
    }
    if (call.server().identityHeaders() && call.caller() instanceof Caller.Known(var token)) {
      // Anything may be in a subject, and no two of them may look alike.
      sink.add("Holdfast-Issuer", MirroredValue.encode(token.subject().issuer()));
      sink.add("Holdfast-Subject", MirroredValue.encode(token.subject().subject()));
    }
  }

  /** What the upstream's answer says to the client. */
  public static void downstream(Iterable<Map.Entry<String, String>> headers, Sink sink) {
    Set<String> nominated = Set.of();
    for (Map.Entry<String, String> header : headers) {
      if (header.getKey().equalsIgnoreCase(CONNECTION)) {
        nominated = with(nominated, header.getValue());
      }
    }
    for (Map.Entry<String, String> header : headers) {
      String name = header.getKey();
      if (!HOP_BY_HOP.contains(name)
          && !NOT_DOWNSTREAM.contains(name)
          // Which pages may read an answer is said by the gateway.
          && !begins(name, "access-control-")
          && !nominated.contains(name)) {
        sink.add(name, header.getValue());
      }
    }
  }

  private static boolean goesUpstream(String name, Set<String> nominated, Era era) {
    return !HOP_BY_HOP.contains(name)
        && !NOT_UPSTREAM.contains(name)
        && !nominated.contains(name)
        // CGI and WSGI make the same name of this one and of one with hyphens.
        && name.indexOf('_') < 0
        && NOT_UPSTREAM_PREFIXES.stream().noneMatch(prefix -> begins(name, prefix))
        // MCP 2026-07-28, Earlier Streamable HTTP Revisions: streams are not resumable.
        && (era == Era.LEGACY || !name.equalsIgnoreCase(LAST_EVENT_ID));
  }

  static boolean begins(String name, String prefix) {
    return name.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  // RFC 9110, section 7.6.1: Connection may name more of them.
  private static Set<String> nominated(Map<String, List<String>> headers) {
    Set<String> names = Set.of();
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      if (header.getKey().equalsIgnoreCase(CONNECTION)) {
        for (String value : header.getValue()) {
          names = with(names, value);
        }
      }
    }
    return names;
  }

  private static Set<String> with(Set<String> names, String value) {
    Set<String> all = names.isEmpty() ? new TreeSet<>(String.CASE_INSENSITIVE_ORDER) : names;
    for (String name : value.split(",", -1)) {
      all.add(name.strip());
    }
    return all;
  }

  private static Set<String> names(String... names) {
    Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    all.addAll(List.of(names));
    return all;
  }
}
