package dev.holdfast.gateway.proxy.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.protocol.Era;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.proxy.http.ConnectPrompts.Asked;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.server.Servers;
import dev.holdfast.gateway.session.OpenedSession;
import dev.holdfast.gateway.stream.Disconnects;
import dev.holdfast.gateway.upstream.Answer;
import dev.holdfast.gateway.upstream.Call;
import dev.holdfast.gateway.upstream.Credential;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * MCP over Streamable HTTP. Every verb passes the same checks, and all of them come before the
 * upstream sees a byte. The methods declare bytes, because of any other publisher the framework
 * would make a JSON array.
 */
@Controller("/mcp/{name}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class McpController {

  private static final byte[] NO_BODY = {};

  private final Servers servers;
  private final Origins origins;
  private final Checks checks;
  private final ToolCalls calls;
  private final EraChecks eras;
  private final Offers offers;
  private final Exchange exchange;
  private final Disconnects disconnects;
  private final Answers answers;
  private final Refusals refusals;

  McpController(
      Servers servers,
      Origins origins,
      Checks checks,
      ToolCalls calls,
      EraChecks eras,
      Offers offers,
      Exchange exchange,
      Disconnects disconnects,
      Answers answers,
      Refusals refusals) {
    this.servers = servers;
    this.origins = origins;
    this.checks = checks;
    this.calls = calls;
    this.eras = eras;
    this.offers = offers;
    this.exchange = exchange;
    this.disconnects = disconnects;
    this.answers = answers;
    this.refusals = refusals;
  }

  @Post(consumes = MediaType.ALL, produces = MediaType.ALL)
  HttpResponse<Flux<byte[]>> post(String name, HttpRequest<byte[]> request) {
    return answer(name, request, request.getBody().orElse(NO_BODY));
  }

  @Get(produces = MediaType.ALL)
  HttpResponse<Flux<byte[]>> get(String name, HttpRequest<?> request) {
    return answer(name, request, NO_BODY);
  }

  @Delete(consumes = MediaType.ALL, produces = MediaType.ALL)
  HttpResponse<Flux<byte[]>> delete(String name, HttpRequest<?> request) {
    return answer(name, request, NO_BODY);
  }

  private HttpResponse<Flux<byte[]>> answer(String name, HttpRequest<?> request, byte[] body) {
    try {
      return pass(name, request, body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refusals.badGateway(true);
    }
  }

  private HttpResponse<Flux<byte[]>> pass(String name, HttpRequest<?> request, byte[] body)
      throws InterruptedException {
    McpServer server = servers.find(name).orElseThrow(refusals::notFound);

    // MCP Streamable HTTP, Security & Endpoint: a strange Origin is forbidden.
    if (!origins.allow(request.getHeaders())) {
      throw refusals.forbiddenOrigin();
    }
    // MCP Authorization, Token Handling: 401 unless issued for this server and not revoked.
    Caller caller = checks.caller(server, request.getHeaders());

    // JSON-RPC 2.0, section 5.1
    Message message =
        request.getMethodName().equals("POST") ? checks.message(body) : Message.none();

    // Whatever becomes of it from here on, a call of a tool goes on record.
    return calls.recorded(
        ToolCalls.in(server, message),
        caller,
        () -> checked(server, caller, request, body, message));
  }

  private HttpResponse<Flux<byte[]>> checked(
      McpServer server, Caller caller, HttpRequest<?> request, byte[] body, Message message)
      throws InterruptedException {
    // RFC 6585, section 4: nobody's requests crowd out everybody else's.
    checks.budget(server, caller, message);

    // MCP Versioning, Backward Compatibility: a server gets only what it can read.
    Era era = eras.era(request, message);
    eras.known(server, era, request, message);

    // MCP Authorization, Runtime Insufficient Scope Errors: the body decides, never a header.
    offers.check(server, caller, message);
    ToolCalls.in(server, message).forEach(call -> checks.budget(caller, call));

    return era == Era.LEGACY
        ? legacy(server, caller, request, body, message)
        : modern(server, caller, request, body, message);
  }

  private HttpResponse<Flux<byte[]>> legacy(
      McpServer server, Caller caller, HttpRequest<?> request, byte[] body, Message message)
      throws InterruptedException {
    // MCP 2025-11-25, Protocol Version Header
    checks.version(request.getHeaders(), message);

    // MCP 2025-11-25, Session Management: 404 sends the client back to initialize.
    @Nullable OpenedSession session = checks.session(server, caller, request.getHeaders(), message);

    Optional<Answer> own = offers.own(server, caller, Era.LEGACY, message);
    if (own.isPresent()) {
      return answers.own(own.get());
    }

    // MCP Authorization, Token Handling: the client's token never goes upstream.
    Credential credential =
        checks.credential(server, caller, new Asked(Era.LEGACY, message, session));

    Call call =
        call(server, caller, Era.LEGACY, request, body, credential)
            .in(session == null ? null : session.upstreamId());
    return pass(exchange.send(call, message, session), call, message, session);
  }

  private HttpResponse<Flux<byte[]>> modern(
      McpServer server, Caller caller, HttpRequest<?> request, byte[] body, Message message)
      throws InterruptedException {
    if (offers.claims(server, message)) {
      eras.wellFormed(request.getHeaders(), message);
      Optional<Answer> own = offers.own(server, caller, Era.MODERN, message);
      if (own.isPresent()) {
        return answers.own(own.get());
      }
    }

    // MCP Authorization, Token Handling: the client's token never goes upstream.
    Credential credential = checks.credential(server, caller, new Asked(Era.MODERN, message, null));

    // MCP 2026-07-28, Multi Round-Trip Requests: what answers the gateway is not for the server.
    boolean answered = ConnectPrompts.isAnswered(message);
    Message theirs = answered ? ConnectPrompts.withoutAnswer(message) : message;
    byte[] sent = answered ? theirs.json().toString().getBytes(UTF_8) : body;

    // MCP 2026-07-28, Earlier Streamable HTTP Revisions: a session id is ignored.
    Call call = call(server, caller, Era.MODERN, request, sent, credential);

    // MCP 2026-07-28, Request Metadata
    eras.modern(call, request.getHeaders(), theirs);

    // MCP 2026-07-28, Cancellation: who hangs up has cancelled.
    Answer answer = disconnects.interrupting(() -> exchange.send(call, theirs, null));
    return pass(answer, call, theirs, null);
  }

  private HttpResponse<Flux<byte[]>> pass(
      Answer answer, Call call, Message message, @Nullable OpenedSession session) {
    return answers.pass(offers.shown(answer, call, message), call, message, session);
  }

  private static Call call(
      McpServer server,
      Caller caller,
      Era era,
      HttpRequest<?> request,
      byte[] body,
      Credential credential) {
    return new Call(
        server,
        caller,
        era,
        request.getMethodName(),
        request.getHeaders().asMap(),
        body,
        null,
        credential);
  }
}
