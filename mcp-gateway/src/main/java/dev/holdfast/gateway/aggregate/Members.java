package dev.holdfast.gateway.aggregate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.era.SpokenEras;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.protocol.Era;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.protocol.MirroredValue;
import dev.holdfast.gateway.protocol.ModernRequest;
import dev.holdfast.gateway.restart.LastingSessions;
import dev.holdfast.gateway.restart.Outcome;
import dev.holdfast.gateway.server.AggregateSettings;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.server.ScopeHierarchy;
import dev.holdfast.gateway.server.Servers;
import dev.holdfast.gateway.session.OpenedSession;
import dev.holdfast.gateway.upstream.Answer;
import dev.holdfast.gateway.upstream.Call;
import dev.holdfast.gateway.upstream.Credential;
import dev.holdfast.gateway.upstream.Credentials;
import dev.holdfast.gateway.upstream.Reply;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import io.micronaut.core.propagation.PropagatedContext;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Speaks to the servers behind the aggregate, to each with its own credential. In the older era
 * each has a session of its own, which a replica opens when it first needs it, under the
 * aggregate's, and which is replaced as lost ones are.
 */
@Singleton
public final class Members {

  private static final int METHOD_NOT_FOUND = -32601;

  private final Servers servers;
  private final LastingSessions sessions;
  private final SpokenEras eras;
  private final Credentials credentials;
  private final ScopeHierarchy scopes;
  private final AggregateSettings settings;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Members(
      Servers servers,
      LastingSessions sessions,
      SpokenEras eras,
      Credentials credentials,
      ScopeHierarchy scopes,
      AggregateSettings settings) {
    this.servers = servers;
    this.sessions = sessions;
    this.eras = eras;
    this.credentials = credentials;
    this.scopes = scopes;
    this.settings = settings;
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }

  /** A request to one server, with its own name for the thing in it. */
  public Call call(Request request, McpServer server, Credential credential, ObjectNode message) {
    byte[] body = message.toString().getBytes(StandardCharsets.UTF_8);
    Call call =
        new Call(
            server,
            request.caller(),
            request.era(),
            "POST",
            headers(request),
            body,
            null,
            credential);
    return new Message(message)
        .target()
        .filter(_ -> request.era() == Era.MODERN)
        .map(name -> call.with(ModernRequest.NAME_HEADER, MirroredValue.encode(name)))
        .orElse(call);
  }

  /** Whether the server can read requests of this era; empty if it does not tell. */
  public Optional<Boolean> understands(Call call)
      throws UpstreamUnavailableException, InterruptedException {
    return eras.understands(call);
  }

  /** Sends it, in the caller's session at that server if the era has sessions. */
  public Outcome send(Call call, Message message, Request request)
      throws UpstreamUnavailableException, InterruptedException {
    OpenedSession session = request.session();
    if (session == null) {
      return sessions.send(call, message, null);
    }
    return sessions.isEnded(session)
        ? new Outcome.Gone()
        : sessions.open(call, message, at(session, call.server()));
  }

  /** The caller's present session at a server; empty if there is none. */
  String upstreamId(Request request, McpServer server) {
    OpenedSession session = request.session();
    return session == null ? "" : sessions.upstreamId(at(session, server)).orElse("");
  }

  /**
   * Gives a server what the caller says to what the server asked, in the session in which it did.
   * One that is over has nobody who would hear it.
   */
  public void reply(Call call, String upstreamId)
      throws UpstreamUnavailableException, InterruptedException {
    Call there = call.in(upstreamId.isEmpty() ? null : upstreamId);
    if (sessions.send(there, Message.none(), null) instanceof Outcome.Answered(Answer answer)) {
      answer.discard();
    }
  }

  /** The rest of an answer that broke off; empty if the server does not have it any more. */
  public Optional<Answer> resume(Call call, String upstreamId, String lastEventId)
      throws UpstreamUnavailableException, InterruptedException {
    if (!Listener.isEventId(lastEventId)) {
      return Optional.empty();
    }
    Call get = Listener.get(call, Optional.of(lastEventId)).in(upstreamId);
    if (sessions.send(get, Message.none(), null) instanceof Outcome.Answered(Answer answer)) {
      if (answer.isOpenStream()) {
        return Optional.of(answer);
      }
      answer.discard();
    }
    return Optional.empty();
  }

  /** Tells all servers with which this replica has a session of the caller's. Waits for none. */
  public void tell(Request request) {
    OpenedSession session = request.session();
    servers.members().stream()
        .filter(server -> session != null && sessions.isReplaced(at(session, server)))
        .forEach(
            server -> threads.execute(PropagatedContext.wrapCurrent(() -> tell(request, server))));
  }

  private void tell(Request request, McpServer server) {
    try {
      Credential credential = credentials.of(server, request.caller());
      if (credential instanceof Credential.ConsentNeeded
          || credential instanceof Credential.Later) {
        return;
      }
      Call call =
          call(request, server, credential, (ObjectNode) request.message().json().deepCopy());
      if (send(call, request.message(), request) instanceof Outcome.Answered(Answer answer)) {
        answer.discard();
      }
    } catch (UpstreamUnavailableException e) {
      // A server that is away has forgotten what this is about.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the caller's session at a server, if this replica has opened one. */
  public void end(Request request, McpServer server, Credential credential)
      throws UpstreamUnavailableException, InterruptedException {
    OpenedSession session = request.session();
    if (session != null && sessions.isReplaced(at(session, server))) {
      Call call = call(request, server, credential, JsonRpc.object());
      Call delete = call.with("DELETE", call.headers(), new byte[0]);
      if (sessions.close(delete, at(session, server)) instanceof Outcome.Answered(Answer answer)) {
        answer.discard();
      }
    }
  }

  /** The client ended the session of the aggregate. */
  public void end(OpenedSession session, Caller owner) {
    sessions.end(session, owner);
  }

  /** Whether it did. */
  public boolean isEnded(OpenedSession session) {
    return sessions.isEnded(session);
  }

  /** A page of each server's list, in their order; none takes longer than the patience. */
  List<Page> ask(List<McpServer> servers, Request request, Cursor cursor)
      throws InterruptedException {
    long end = System.nanoTime() + settings.patience().toNanos();
    List<Future<Page>> asked =
        servers.stream()
            .map(server -> (Callable<Page>) () -> page(server, request, cursor))
            .map(page -> threads.submit(PropagatedContext.wrapCurrent(page)))
            .toList();
    List<Page> pages = new ArrayList<>();
    for (Future<Page> one : asked) {
      pages.add(await(one, Math.max(0, end - System.nanoTime())));
    }
    return pages;
  }

  private static Page await(Future<Page> page, long nanos) throws InterruptedException {
    try {
      return page.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException | CancellationException e) {
      page.cancel(true);
      return new Page.Missing("unavailable");
    }
  }

  private Page page(McpServer server, Request request, Cursor cursor)
      throws UpstreamUnavailableException, InterruptedException {
    if (request.caller() instanceof Caller.Known(var token)
        && !scopes.allows(token.scopes(), server.scopes())) {
      return new Page.Missing("insufficient-scope");
    }
    Credential credential = credentials.of(server, request.caller());
    if (credential instanceof Credential.ConsentNeeded) {
      return new Page.Missing("connection-missing");
    }
    if (credential instanceof Credential.Later) {
      return new Page.Missing("unavailable");
    }
    ObjectNode message = request.message().json().deepCopy();
    cursor.at(server).ifPresent(at -> message.withObject("/params").put("cursor", at));
    Call call = call(request, server, credential, message);
    if (!eras.understands(call).orElse(false)) {
      return new Page.Missing("speaks-other-versions");
    }
    return send(call, new Message(message), request) instanceof Outcome.Answered(Answer answer)
        ? read(call, answer)
        : new Page.Missing("refused");
  }

  private Page read(Call call, Answer answer) throws UpstreamUnavailableException {
    if (answer.status() == 401) {
      credentials.refused(call.server(), call.caller());
    }
    if (answer.status() >= 500 || answer.status() == 401) {
      answer.discard();
      return new Page.Missing("unavailable");
    }
    Message reply = Reply.in(answer).orElseGet(Message::none);
    if (reply.json().path("error").path("code").asInt() == METHOD_NOT_FOUND) {
      return new Page.Told(JsonRpc.object());
    }
    return reply.json().path("result").isObject()
        ? new Page.Told(reply.json().path("result"))
        : new Page.Missing("refused");
  }

  private static OpenedSession at(OpenedSession session, McpServer server) {
    return new OpenedSession(
        "", session.created(), session.fingerprint() + "/" + server.name(), session.initialize());
  }

  private static Map<String, List<String>> headers(Request request) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(request.headers());
    headers.put("Content-Type", List.of("application/json"));
    headers.put("Accept", List.of("application/json, text/event-stream"));
    return headers;
  }
}
