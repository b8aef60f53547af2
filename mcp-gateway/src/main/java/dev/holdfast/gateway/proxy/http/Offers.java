package dev.holdfast.gateway.proxy.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.builtin.BuiltinTools;
import dev.holdfast.gateway.builtin.BuiltinTools.Switches;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.policy.Kind;
import dev.holdfast.gateway.policy.Policies;
import dev.holdfast.gateway.policy.Ruling;
import dev.holdfast.gateway.policy.ServerPolicy;
import dev.holdfast.gateway.protocol.Era;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.protocol.RpcError;
import dev.holdfast.gateway.rewrite.Edit;
import dev.holdfast.gateway.rewrite.Rewriting;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.server.ScopeHierarchy;
import dev.holdfast.gateway.upstream.Answer;
import dev.holdfast.gateway.upstream.Call;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a server offers to a caller here, with the gateway's own tools among it. */
@Singleton
final class Offers {

  private static final String LISTS = "/list";

  private final Policies policies;
  private final BuiltinTools builtins;
  private final OfferedLists lists;
  private final ScopeHierarchy scopes;
  private final Refusals refusals;
  private final Audit audit;

  Offers(
      Policies policies,
      BuiltinTools builtins,
      OfferedLists lists,
      ScopeHierarchy scopes,
      Refusals refusals,
      Audit audit) {
    this.policies = policies;
    this.builtins = builtins;
    this.lists = lists;
    this.scopes = scopes;
    this.refusals = refusals;
    this.audit = audit;
  }

  /** Refuses what the caller may not use, by what the body says. */
  void check(McpServer server, Caller caller, Message message) {
    if (message.json().isArray()) {
      message.json().forEach(one -> checkBatched(server, caller, message, one));
    } else {
      check(server, caller, message, message.json());
    }
  }

  /** Whether the message calls one of the gateway's own tools. */
  boolean claims(McpServer server, Message message) {
    return message.isNamed("tools/call")
        && message.target().filter(name -> builtins.claims(switches(server), name)).isPresent();
  }

  /** The gateway's answer to a call of one of its own tools; empty if it is none. */
  Optional<Answer> own(McpServer server, Caller caller, Era era, Message message) {
    return builtins
        .answer(message, era, switches(server), List.of(server), caller)
        .map(response -> Answer.json(response.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** The answer as the caller is to see it. */
  Answer shown(Answer answer, Call call, Message message) {
    // A stream that goes on where another broke off may hold the answer that was lost with it.
    boolean resumed = call.method().equals("GET") && call.header("Last-Event-ID").isPresent();
    boolean listed = message.method().filter(method -> method.endsWith(LISTS)).isPresent();
    return resumed || listed
        ? Rewriting.of(
            answer, Edit.ofResult(result -> lists.edit(call.server(), call.caller(), result)))
        : answer;
  }

  /** Refuses what the caller may not use of one server behind an endpoint of several. */
  void check(McpServer endpoint, McpServer server, Caller caller, Message message) {
    List<String> missing =
        caller instanceof Caller.Known(var token) && scopes.allows(token.scopes(), server.scopes())
            ? List.of()
            : server.scopes();
    if (!missing.isEmpty()) {
      audit.scopeMissing(server, caller, message);
      throw refusals.insufficientScope(endpoint, needed(endpoint, server, message));
    }
    check(endpoint, server, caller, message, message.json());
  }

  /** What a thing is told to be that nobody offers. */
  RefusedException unknown(Message message, Kind kind, String thing) {
    return refusals.rpc(
        HttpStatus.OK,
        message,
        RpcError.of(
            JsonRpc.INVALID_PARAMS,
            "Unknown " + kind.name().toLowerCase(Locale.ROOT) + ": " + thing));
  }

  private List<String> needed(McpServer endpoint, McpServer server, Message message) {
    return Stream.concat(
            endpoint.scopes().stream(),
            message.isNamed("tools/call")
                ? policies.needed(server, message.target().orElse("")).stream()
                : server.scopes().stream())
        .distinct()
        .toList();
  }

  private void checkBatched(McpServer server, Caller caller, Message batch, JsonNode one) {
    Message message = new Message(one);
    boolean listed = message.method().filter(method -> method.endsWith(LISTS)).isPresent();
    if (listed || claims(server, message)) {
      throw refusals.rpc(
          HttpStatus.BAD_REQUEST,
          batch,
          RpcError.of(JsonRpc.INVALID_REQUEST, "Send this request by itself, not in a batch"));
    }
    check(server, caller, message, one);
  }

  private void check(McpServer server, Caller caller, Message message, JsonNode one) {
    check(server, server, caller, message, one);
  }

  private void check(
      McpServer endpoint, McpServer server, Caller caller, Message message, JsonNode one) {
    switch (policies.judge(server, caller, one)) {
      case Ruling.Allowed() -> {}
      case Ruling.Malformed() ->
          throw refusals.rpc(
              HttpStatus.BAD_REQUEST,
              message,
              RpcError.of(
                  JsonRpc.INVALID_REQUEST,
                  "Method, name and uri are texts, and no key is like theirs but for its case"));
      case Ruling.NotOffered(var kind, var thing) -> {
        audit.notOffered(server, kind);
        throw unknown(message, kind, thing);
      }
      case Ruling.ScopeMissing _ -> {
        audit.scopeMissing(server, caller, new Message(one));
        List<String> needed = needed(endpoint, server, new Message(one));
        // RFC 6750, section 3: whoever sent no token is asked for one.
        throw caller instanceof Caller.Anonymous
            ? refusals.unauthenticated(endpoint, needed)
            : refusals.insufficientScope(endpoint, needed);
      }
    }
  }

  private Switches switches(McpServer server) {
    ServerPolicy policy = policies.of(server);
    return new Switches(policy.statusTool(), policy.logoutTool());
  }
}
