package dev.holdfast.gateway.proxy.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.aggregate.Exposed;
import dev.holdfast.gateway.aggregate.Handshake;
import dev.holdfast.gateway.aggregate.Lists;
import dev.holdfast.gateway.aggregate.Members;
import dev.holdfast.gateway.aggregate.MergedStreams;
import dev.holdfast.gateway.aggregate.Request;
import dev.holdfast.gateway.builtin.BuiltinTools;
import dev.holdfast.gateway.builtin.BuiltinTools.Switches;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.policy.Kind;
import dev.holdfast.gateway.protocol.Era;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.protocol.ModernRequest;
import dev.holdfast.gateway.protocol.RpcError;
import dev.holdfast.gateway.proxy.http.ConnectPrompts.Asked;
import dev.holdfast.gateway.restart.Outcome;
import dev.holdfast.gateway.rewrite.Edit;
import dev.holdfast.gateway.rewrite.Rewriting;
import dev.holdfast.gateway.server.AggregateSettings;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.server.Servers;
import dev.holdfast.gateway.session.SealedSessions;
import dev.holdfast.gateway.upstream.Answer;
import dev.holdfast.gateway.upstream.Call;
import dev.holdfast.gateway.upstream.Credentials;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;

/** Answers checked requests to the aggregate, by itself or by the one server they are for. */
@Singleton
final class Aggregate {

  private static final int METHOD_NOT_FOUND = -32601;
  private static final int INTERNAL_ERROR = -32603;

  private final Servers servers;
  private final AggregateSettings settings;
  private final SealedSessions sessions;
  private final Members members;
  private final Lists lists;
  private final Exposed exposed;
  private final BuiltinTools builtins;
  private final AggregateStreams streams;
  private final MergedStreams merged;
  private final Offers offers;
  private final Checks checks;
  private final Cuts cuts;
  private final Credentials credentials;
  private final Answers answers;
  private final Refusals refusals;

  Aggregate(
      Servers servers,
      AggregateSettings settings,
      SealedSessions sessions,
      Members members,
      Lists lists,
      Exposed exposed,
      BuiltinTools builtins,
      AggregateStreams streams,
      MergedStreams merged,
      Offers offers,
      Checks checks,
      Cuts cuts,
      Credentials credentials,
      Answers answers,
      Refusals refusals) {
    this.servers = servers;
    this.settings = settings;
    this.sessions = sessions;
    this.members = members;
    this.lists = lists;
    this.exposed = exposed;
    this.builtins = builtins;
    this.streams = streams;
    this.merged = merged;
    this.offers = offers;
    this.checks = checks;
    this.cuts = cuts;
    this.credentials = credentials;
    this.answers = answers;
    this.refusals = refusals;
  }

  /** Opens a session; the servers' own are opened when they are needed. */
  HttpResponse<Flux<byte[]>> begin(McpServer endpoint, Caller caller, Message initialize) {
    String id =
        sessions
            .seal("", caller, endpoint, Handshake.parameters(initialize))
            .orElseThrow(() -> refusals.sessionIdTooLong(endpoint));
    return answers
        .own(json(JsonRpc.response(initialize, Handshake.initialized(initialize))))
        .header(Checks.SESSION_ID, id);
  }

  /** Ends the sessions that this replica has opened at servers. */
  HttpResponse<Flux<byte[]>> end(Request request) throws InterruptedException {
    members.end(requireNonNull(request.session()), request.caller());
    for (McpServer server : servers.members()) {
      try {
        members.end(
            request, server, checks.credential(server, request.caller(), Asked.by(request)));
      } catch (RefusedException | UpstreamUnavailableException e) {
        // The server lets it lapse, as it does with sessions that nobody ends.
      }
    }
    return HttpResponse.ok();
  }

  /** The tool that the message calls, under the name that its own server knows it by. */
  List<ToolCalls.One> called(McpServer endpoint, Message message) {
    return ToolCalls.in(endpoint, message).stream()
        .map(
            one ->
                exposed
                    .find(Kind.TOOL, one.tool())
                    .map(thing -> one.at(thing.server(), thing.name()))
                    .orElse(one))
        .toList();
  }

  /** The stream by which a client listens. */
  HttpResponse<Flux<byte[]>> listen(McpServer endpoint, Request request)
      throws InterruptedException {
    return streams.listen(endpoint, request);
  }

  HttpResponse<Flux<byte[]>> answer(McpServer endpoint, Request request)
      throws InterruptedException {
    Message message = request.message();
    if (!message.isRequest()) {
      return streams.told(endpoint, request);
    }
    String method = message.method().orElse("");
    Optional<ObjectNode> own =
        builtins.answer(message, request.era(), switches(), servers.members(), request.caller());
    if (own.isPresent()) {
      return answers.own(json(own.get()));
    }
    if (Lists.isList(method)) {
      return own(request, list(request));
    }
    return switch (method) {
      case "ping" -> own(request, JsonRpc.object());
      case ModernRequest.DISCOVER -> own(request, Handshake.discovered());
      case "tools/call" -> one(endpoint, request, Kind.TOOL, "/params", "name");
      case "prompts/get" -> one(endpoint, request, Kind.PROMPT, "/params", "name");
      case "resources/read", "resources/subscribe", "resources/unsubscribe" ->
          one(endpoint, request, Kind.RESOURCE, "/params", "uri");
      case "completion/complete" -> completed(endpoint, request);
      case ModernRequest.LISTEN -> streams.subscribe(endpoint, request);
      default ->
          throw refusals.rpc(
              request.era() == Era.MODERN ? HttpStatus.NOT_FOUND : HttpStatus.OK,
              message,
              RpcError.of(METHOD_NOT_FOUND, "Method not found"));
    };
  }

  private HttpResponse<Flux<byte[]>> completed(McpServer endpoint, Request request)
      throws InterruptedException {
    boolean template =
        request.message().params().path("ref").path("type").asText().equals("ref/resource");
    return template
        ? one(endpoint, request, Kind.RESOURCE, "/params/ref", "uri")
        : one(endpoint, request, Kind.PROMPT, "/params/ref", "name");
  }

  private ObjectNode list(Request request) throws InterruptedException {
    ObjectNode result = lists.page(request);
    if (result == null) {
      throw refusals.rpc(
          HttpStatus.OK,
          request.message(),
          RpcError.of(JsonRpc.INVALID_PARAMS, "The cursor is not from here"));
    }
    if (result.get("tools") instanceof ArrayNode tools && !result.has("nextCursor")) {
      builtins.addTo(tools, switches(), request.caller());
    }
    return request.era() == Era.MODERN ? Handshake.modern(result) : result;
  }

  /** Passes the message to the server that its name belongs to, with the name it has there. */
  private HttpResponse<Flux<byte[]>> one(
      McpServer endpoint, Request request, Kind kind, String holder, String key)
      throws InterruptedException {
    ObjectNode message = request.message().json().deepCopy();
    String name = message.at(holder).path(key).asText();
    Exposed.Thing thing =
        exposed.find(kind, name).orElseThrow(() -> offers.unknown(request.message(), kind, name));
    message.withObject(holder).put(key, thing.name());
    Message there = new Message(message);

    // MCP Authorization, Runtime Insufficient Scope Errors: the server's scopes and the tool's.
    offers.check(endpoint, thing.server(), request.caller(), there);

    // RFC 6585, section 4: the server's budget and the tool's hold here too.
    checks.budget(thing.server(), request.caller(), there);
    ToolCalls.in(thing.server(), there).forEach(call -> checks.budget(request.caller(), call));

    // MCP Authorization, Token Handling: the client's token never goes upstream.
    var credential =
        checks.credential(endpoint, thing.server(), request.caller(), Asked.by(request));

    Call call =
        members.call(
            request,
            thing.server(),
            credential,
            (ObjectNode) ConnectPrompts.withoutAnswer(there).json());
    Answer sent = cuts.running(call, request.session(), () -> send(call, there, request));
    Answer answer =
        request.era() == Era.LEGACY ? merged.answered(request, thing.server(), sent) : sent;
    return answers.pass(
        kind == Kind.RESOURCE ? Rewriting.of(answer, uris(thing.server())) : answer,
        call,
        there,
        request.session());
  }

  private Answer send(Call call, Message message, Request request) throws InterruptedException {
    try {
      if (!members.understands(call).orElseThrow(() -> refusals.badGateway(false))) {
        throw failed(request, "This server speaks no version of yours");
      }
      return switch (members.send(call, message, request)) {
        case Outcome.Answered(Answer answer) when answer.status() == 401 -> {
          answer.discard();
          credentials.refused(call.server(), call.caller());
          throw refusals.badGateway(false);
        }
        case Outcome.Answered(Answer answer) when answer.isRedirect() -> {
          answer.discard();
          throw refusals.badGateway(false);
        }
        case Outcome.Answered(Answer answer) -> answer;
        case Outcome.Gone() -> throw failed(request, "This server opens no session");
      };
    } catch (UpstreamUnavailableException e) {
      throw refusals.unanswered(call.server(), e);
    }
  }

  private RefusedException failed(Request request, String text) {
    return refusals.rpc(HttpStatus.OK, request.message(), RpcError.of(INTERNAL_ERROR, text));
  }

  private Edit uris(McpServer server) {
    return Edit.ofResult(
        result -> {
          boolean changed = false;
          for (var content : result.path("contents")) {
            if (content instanceof ObjectNode one && one.path("uri").isTextual()) {
              one.put("uri", exposed.uri(server, one.path("uri").textValue()));
              changed = true;
            }
          }
          return changed;
        });
  }

  private HttpResponse<Flux<byte[]>> own(Request request, ObjectNode result) {
    return answers.own(json(JsonRpc.response(request.message(), result)));
  }

  private Switches switches() {
    return new Switches(settings.statusTool(), settings.logoutTool());
  }

  private static Answer json(ObjectNode message) {
    return Answer.json(message.toString().getBytes(StandardCharsets.UTF_8));
  }
}
