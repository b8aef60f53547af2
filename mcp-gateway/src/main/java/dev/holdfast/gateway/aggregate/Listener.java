package dev.holdfast.gateway.aggregate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.protocol.Era;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.restart.Outcome;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.server.ScopeHierarchy;
import dev.holdfast.gateway.upstream.Answer;
import dev.holdfast.gateway.upstream.Call;
import dev.holdfast.gateway.upstream.Credential;
import dev.holdfast.gateway.upstream.Credentials;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** Opens the streams by which servers speak to a caller who listens. */
@Singleton
final class Listener {

  private static final String LAST_EVENT_ID = "Last-Event-ID";
  // What a header carries as it is; servers' ids are of this kind, and clients may make others up.
  private static final Pattern EVENT_ID =
      Pattern.compile("[\\x21-\\x7E]([\\x20-\\x7E]{0,1022}[\\x21-\\x7E])?");
  private static final Set<Integer> PASSING = Set.of(401, 403, 408, 425, 429);

  private final Members members;
  private final Credentials credentials;
  private final ScopeHierarchy scopes;

  Listener(Members members, Credentials credentials, ScopeHierarchy scopes) {
    this.members = members;
    this.credentials = credentials;
    this.scopes = scopes;
  }

  /**
   * Asks a server to speak: by GET in the caller's session there, which is opened if it is not, or
   * in the modern era by a request of its own.
   *
   * @param lastEventId where its last stream broke off, if it said
   * @param listen the modern request; unused in the older era
   */
  Hearing hear(Request request, McpServer server, Optional<String> lastEventId, ObjectNode listen)
      throws InterruptedException {
    if (request.caller() instanceof Caller.Known(var token)
        && !scopes.allows(token.scopes(), server.scopes())) {
      return new Hearing.Never();
    }
    Credential credential = credentials.of(server, request.caller());
    if (credential instanceof Credential.ConsentNeeded || credential instanceof Credential.Later) {
      return new Hearing.Later();
    }
    Call post = members.call(request, server, credential, listen);
    try {
      if (!members.understands(post).orElse(true)) {
        return new Hearing.Never();
      }
      return request.era() == Era.MODERN
          ? heard(members.send(post, new Message(listen), request), Listener::isRefused)
          : byGet(request, get(post, lastEventId), lastEventId);
    } catch (UpstreamUnavailableException e) {
      return new Hearing.Later();
    }
  }

  private Hearing byGet(Request request, Call get, Optional<String> lastEventId)
      throws UpstreamUnavailableException, InterruptedException {
    if (request.session() != null && members.isEnded(request.session())) {
      return new Hearing.Never();
    }
    Hearing hearing = heard(members.send(get, Message.none(), request), Listener::isWithout);
    // Another session, or a server that has forgotten where that was.
    return hearing instanceof Hearing.Later && lastEventId.isPresent()
        ? heard(
            members.send(get(get, Optional.empty()), Message.none(), request), Listener::isWithout)
        : hearing;
  }

  private static Hearing heard(Outcome outcome, IntPredicate never) {
    if (!(outcome instanceof Outcome.Answered(Answer answer))) {
      return new Hearing.Later();
    }
    if (answer.isOpenStream()) {
      return new Hearing.Open(answer);
    }
    answer.discard();
    return never.test(answer.status()) ? new Hearing.Never() : new Hearing.Later();
  }

  // MCP 2025-11-25, Listening for Messages 2: it has no such stream.
  private static boolean isWithout(int status) {
    return status == 405 || status == 200;
  }

  // An error is an answer, if it is not one that passes.
  private static boolean isRefused(int status) {
    return status < 500 && !PASSING.contains(status);
  }

  /** Whether a stream can be asked to go on after an event of that id. */
  static boolean isEventId(String id) {
    return EVENT_ID.matcher(id).matches();
  }

  static Call get(Call call, Optional<String> lastEventId) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(call.headers());
    headers.remove("Content-Type");
    headers.remove(LAST_EVENT_ID);
    headers.put("Accept", List.of(Answer.EVENT_STREAM));
    lastEventId.ifPresent(id -> headers.put(LAST_EVENT_ID, List.of(id)));
    return call.with("GET", headers, new byte[0]);
  }

  /** What is sent in the older era: nothing. */
  static ObjectNode nothing() {
    return JsonRpc.object();
  }
}
