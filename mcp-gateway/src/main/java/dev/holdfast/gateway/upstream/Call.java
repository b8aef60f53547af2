package dev.holdfast.gateway.upstream;

import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.protocol.Era;
import dev.holdfast.gateway.server.McpServer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A checked request, ready to go upstream.
 *
 * @param server where to
 * @param caller on whose behalf
 * @param era of the request; of a modern one nothing about sessions goes upstream
 * @param method GET, POST or DELETE
 * @param headers as the client sent them
 * @param body as the client sent it; empty if none
 * @param upstreamSession the opened session id, if there is a session
 * @param credential what to present
 * @param made what came of sending it, if that was done already; of no other request
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Call(
    McpServer server,
    Caller caller,
    Era era,
    String method,
    Map<String, List<String>> headers,
    byte[] body,
    @Nullable String upstreamSession,
    Credential credential,
    @Nullable Attempt made) {

  /** A request that was not sent yet. */
  public Call(
      McpServer server,
      Caller caller,
      Era era,
      String method,
      Map<String, List<String>> headers,
      byte[] body,
      @Nullable String upstreamSession,
      Credential credential) {
    this(server, caller, era, method, headers, body, upstreamSession, credential, null);
  }

  /** The same request, which was sent before; null if it was not. */
  public Call after(@Nullable Attempt attempt) {
    return new Call(
        server, caller, era, method, headers, body, upstreamSession, credential, attempt);
  }

  /** The same request, to be sent another time. */
  public Call again() {
    return after(null);
  }

  /** The same request in another session of the upstream's, or in none. */
  public Call in(@Nullable String otherSession) {
    @Nullable Attempt same =
        made != null && Objects.equals(made.session(), otherSession) ? made : null;
    return new Call(server, caller, era, method, headers, body, otherSession, credential, same);
  }

  /** Another request to the same server on behalf of the same caller. */
  public Call with(String otherMethod, Map<String, List<String>> others, byte[] otherBody) {
    return new Call(
        server, caller, era, otherMethod, others, otherBody, upstreamSession, credential);
  }

  /** The same request with a header in place of any of that name. */
  public Call with(String header, String value) {
    Map<String, List<String>> others = copy();
    others.put(header, List.of(value));
    return with(method, others, body);
  }

  /** The same request without a header. */
  public Call without(String header) {
    Map<String, List<String>> others = copy();
    others.remove(header);
    return with(method, others, body);
  }

  /** The value of a header that came once. */
  public Optional<String> header(String name) {
    List<String> values = copy().getOrDefault(name, List.of());
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  private Map<String, List<String>> copy() {
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(headers);
    return all;
  }
}
