package dev.holdfast.gateway.restart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.protocol.ProtocolVersion;
import dev.holdfast.gateway.session.InitializeParameters;
import dev.holdfast.gateway.upstream.Answer;
import dev.holdfast.gateway.upstream.Call;
import dev.holdfast.gateway.upstream.Reply;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException.Stage;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Opens a session upstream as the client once did (MCP 2025-11-25, Lifecycle). */
@Singleton
final class Initialization {

  private static final Set<Integer> PASSING = Set.of(401, 403, 408, 425, 429);
  private static final List<String> LISTS = List.of("tools", "prompts", "resources");
  private static final String VERSION = "protocolVersion";
  private static final String INITIALIZED =
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

  private final PatientUpstream upstream;

  Initialization(PatientUpstream upstream) {
    this.upstream = upstream;
  }

  /**
   * Opens it on behalf of the call's caller, with its credential.
   *
   * @return empty if the server will not have it, or speaks another version than the client
   * @throws UpstreamUnavailableException if that may pass
   */
  Optional<FreshSession> open(Call occasion, InitializeParameters parameters)
      throws UpstreamUnavailableException, InterruptedException {
    ObjectNode params = parameters(occasion, parameters);
    Answer answer = upstream.send(post(occasion, request(params), Optional.empty()).in(null), true);
    if (answer.status() >= 500 || PASSING.contains(answer.status())) {
      answer.discard();
      throw passing("initialize was answered " + answer.status());
    }
    Optional<Message> reply = Reply.in(answer);
    Optional<String> version = agreed(occasion);
    if (answer.status() != 200 || !agrees(reply, version)) {
      return Optional.empty();
    }
    String session = answer.session().orElse(null);
    confirm(post(occasion, INITIALIZED, version).in(session));
    return Optional.of(new FreshSession(session, announced(reply.orElseThrow())));
  }

  private void confirm(Call initialized) throws UpstreamUnavailableException, InterruptedException {
    Answer answer = upstream.send(initialized, true);
    answer.discard();
    if (answer.status() >= 400) {
      throw passing("initialized was answered " + answer.status());
    }
  }

  // The client goes on with the version it agreed on, which it repeats with every call.
  private static ObjectNode parameters(Call occasion, InitializeParameters parameters) {
    ObjectNode params = JsonRpc.object();
    JsonRpc.parse(parameters.json().getBytes(StandardCharsets.UTF_8))
        .map(Message::json)
        .ifPresent(
            all -> all.properties().forEach(one -> params.set(one.getKey(), one.getValue())));
    agreed(occasion).ifPresent(version -> params.put(VERSION, version));
    return params;
  }

  /** Older clients than 2025-06-18 do not tell it. */
  private static Optional<String> agreed(Call occasion) {
    return occasion.header(ProtocolVersion.HEADER).filter(ProtocolVersion.LEGACY::contains);
  }

  private static String request(ObjectNode params) {
    ObjectNode request = JsonRpc.object().put("jsonrpc", "2.0").put("id", "holdfast");
    return request.put("method", "initialize").set("params", params).toString();
  }

  private static boolean agrees(Optional<Message> reply, Optional<String> version) {
    return reply
        .map(message -> message.json().path("result"))
        .filter(JsonNode::isObject)
        .map(result -> result.path(VERSION).asText())
        .filter(told -> version.isEmpty() || version.get().equals(told))
        .isPresent();
  }

  private static List<String> announced(Message reply) {
    var capabilities = reply.json().path("result").path("capabilities");
    return LISTS.stream()
        .filter(list -> capabilities.path(list).path("listChanged").asBoolean())
        .toList();
  }

  /** A message of the gateway's own, in the version that the client agreed on. */
  static Call post(Call occasion, String body) {
    return post(occasion, body, agreed(occasion));
  }

  private static Call post(Call occasion, String body, Optional<String> version) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(occasion.headers());
    headers
        .keySet()
        .removeIf(
            name ->
                name.toLowerCase(Locale.ROOT).startsWith("mcp-")
                    || name.equalsIgnoreCase("Last-Event-ID"));
    headers.put("Content-Type", List.of("application/json"));
    headers.put("Accept", List.of("application/json, text/event-stream"));
    version.ifPresent(agreed -> headers.put(ProtocolVersion.HEADER, List.of(agreed)));
    return occasion.with("POST", headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static UpstreamUnavailableException passing(String text) {
    return new UpstreamUnavailableException(Stage.CONNECTING, new IOException(text));
  }
}
