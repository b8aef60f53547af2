package dev.holdfast.gateway.proxy.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.aggregate.Request;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.protocol.Era;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.protocol.RpcError;
import dev.holdfast.gateway.server.CredentialKind;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.session.InitializeParameters;
import dev.holdfast.gateway.session.OpenedSession;
import dev.holdfast.gateway.upstream.ConnectLinks;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks people to connect a server's provider by an address that their client shows them, where it
 * says that it can (MCP, Elicitation, URL Mode). No credential passes through the client, and what
 * comes back from it proves nothing: only the connection does.
 */
@Singleton
final class ConnectPrompts {

  // Under this key the client answers; no server's own key is like it.
  private static final String KEY = "dev.holdfast/connect";
  private static final String ANSWERS = "inputResponses";
  private static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";

  private final ConnectLinks links;
  private final Refusals refusals;
  private final MeterRegistry metrics;

  ConnectPrompts(ConnectLinks links, Refusals refusals, MeterRegistry metrics) {
    this.links = links;
    this.refusals = refusals;
    this.metrics = metrics;
  }

  /**
   * What a client asks for.
   *
   * @param session null if in none
   */
  record Asked(Era era, Message message, @Nullable OpenedSession session) {

    /** What is asked of the endpoint of several servers. */
    static Asked by(Request request) {
      return new Asked(request.era(), request.message(), request.session());
    }
  }

  /** What to answer in place of a challenge; empty if the client cannot show an address. */
  Optional<RefusedException> of(McpServer server, Caller caller, Asked asked) {
    if (server.credential() != CredentialKind.CONNECTION
        || !(caller instanceof Caller.Known(var token))
        || !asked.message().isRequest()
        || !asked.message().hasTarget()
        || !canShow(asked)) {
      return Optional.empty();
    }
    String provider = requireNonNull(server.provider());
    if (isDeclined(asked.message())) {
      RpcError error = RpcError.of(JsonRpc.SERVER_ERROR, "Not connected with " + provider);
      return Optional.of(refusals.rpc(HttpStatus.OK, asked.message(), error));
    }
    Optional<URI> link = links.link(token.subject(), provider);
    metrics
        .counter(
            "holdfast.gateway.connect.prompts",
            "server",
            server.name(),
            "outcome",
            link.isPresent() ? "given" : "unavailable")
        .increment();
    return link.map(address -> prompt(asked, provider, address));
  }

  /** Whether the client answers a question of the gateway's. */
  static boolean isAnswered(Message message) {
    return message.params().path(ANSWERS).has(KEY);
  }

  /** The message without that answer. */
  static Message withoutAnswer(Message message) {
    if (!isAnswered(message)) {
      return message;
    }
    ObjectNode copy = message.json().deepCopy();
    ObjectNode params = copy.withObject("/params");
    ObjectNode answers = params.withObject("/" + ANSWERS);
    answers.remove(KEY);
    if (answers.isEmpty()) {
      params.remove(ANSWERS);
    }
    return new Message(copy);
  }

  private RefusedException prompt(Asked asked, String provider, URI address) {
    ObjectNode question =
        JsonRpc.object()
            .put("mode", "url")
            .put("message", "Connect your account at " + provider + " to go on.")
            .put("url", address.toString())
            .put("elicitationId", UUID.randomUUID().toString());
    return asked.era() == Era.LEGACY
        ? refusals.rpc(HttpStatus.OK, asked.message(), RpcError.urlElicitationRequired(question))
        : refusals.inputRequired(asked.message(), inputRequired(question));
  }

  // MCP 2026-07-28, Multi Round-Trip Requests: the client sends the request again.
  private static ObjectNode inputRequired(ObjectNode question) {
    ObjectNode result = JsonRpc.object().put("resultType", "input_required");
    result
        .putObject("inputRequests")
        .putObject(KEY)
        .put("method", "elicitation/create")
        .set("params", question);
    return result;
  }

  private static boolean isDeclined(Message message) {
    JsonNode answer = message.params().path(ANSWERS).path(KEY);
    return answer.isObject() && !answer.path("action").asText().equals("accept");
  }

  // MCP, Elicitation, Capabilities: without "url" a client shows forms only.
  private static boolean canShow(Asked asked) {
    JsonNode capabilities =
        asked.era() == Era.MODERN
            ? asked.message().meta().path(CAPABILITIES)
            : declared(asked.session());
    return capabilities.path("elicitation").path("url").isObject();
  }

  private static JsonNode declared(@Nullable OpenedSession session) {
    return Optional.ofNullable(session)
        .flatMap(OpenedSession::initialize)
        .map(InitializeParameters::json)
        .flatMap(json -> JsonRpc.parse(json.getBytes(StandardCharsets.UTF_8)))
        .map(Message::json)
        .orElseGet(JsonRpc::object)
        .path("capabilities");
  }
}
