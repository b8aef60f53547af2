package dev.holdfast.gateway.proxy.http;

import dev.holdfast.gateway.aggregate.Request;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.protocol.Era;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.protocol.RpcError;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.server.Servers;
import dev.holdfast.gateway.session.OpenedSession;
import dev.holdfast.gateway.stream.Disconnects;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Several MCP servers under one endpoint: the checks of the single endpoints, in their order. */
@Controller("/mcp")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AggregateController {

  private static final byte[] NO_BODY = {};

  private final Servers servers;
  private final Origins origins;
  private final Checks checks;
  private final MessageSpans spans;
  private final ToolCalls calls;
  private final EraChecks eras;
  private final Aggregate aggregate;
  private final Disconnects disconnects;
  private final Refusals refusals;

  AggregateController(
      Servers servers,
      Origins origins,
      Checks checks,
      MessageSpans spans,
      ToolCalls calls,
      EraChecks eras,
      Aggregate aggregate,
      Disconnects disconnects,
      Refusals refusals) {
    this.servers = servers;
    this.origins = origins;
    this.checks = checks;
    this.spans = spans;
    this.calls = calls;
    this.eras = eras;
    this.aggregate = aggregate;
    this.disconnects = disconnects;
    this.refusals = refusals;
  }

  @Post(consumes = MediaType.ALL, produces = MediaType.ALL)
  HttpResponse<Flux<byte[]>> post(HttpRequest<byte[]> request) {
    return answer(request, request.getBody().orElse(NO_BODY));
  }

  @Get(produces = MediaType.ALL)
  HttpResponse<Flux<byte[]>> get(HttpRequest<?> request) {
    return answer(request, NO_BODY);
  }

  @Delete(consumes = MediaType.ALL, produces = MediaType.ALL)
  HttpResponse<Flux<byte[]>> delete(HttpRequest<?> request) {
    return answer(request, NO_BODY);
  }

  private HttpResponse<Flux<byte[]>> answer(HttpRequest<?> request, byte[] body) {
    try {
      return pass(request, body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refusals.badGateway(true);
    }
  }

  private HttpResponse<Flux<byte[]>> pass(HttpRequest<?> request, byte[] body)
      throws InterruptedException {
    McpServer endpoint = servers.aggregate().orElseThrow(refusals::notFound);

    // MCP Streamable HTTP, Security & Endpoint: a strange Origin is forbidden.
    if (!origins.allow(request.getHeaders())) {
      throw refusals.forbiddenOrigin();
    }
    // MCP Authorization, Token Handling: 401 unless issued for this endpoint and not revoked.
    Caller caller = checks.caller(endpoint, request.getHeaders());

    // JSON-RPC 2.0, section 5.1
    boolean posted = request.getMethodName().equals("POST");
    if (posted) {
      // RFC 8259, section 8.1: what is judged is what the servers will read.
      checks.content(request.getHeaders());
    }
    Message message = posted ? checks.message(body) : Message.none();
    // MCP 2025-06-18, Key Changes: no batches, and their parts would go to several servers.
    if (message.json().isArray()) {
      throw refusals.rpc(
          HttpStatus.BAD_REQUEST, message, RpcError.of(JsonRpc.INVALID_REQUEST, "No batches here"));
    }
    // Whatever becomes of it from here on, a call of a tool goes on record.
    return spans.answer(
        endpoint,
        request,
        message,
        span ->
            calls.recorded(
                aggregate.called(endpoint, message),
                caller,
                () -> {
                  try {
                    return span.with(checked(endpoint, caller, request, message));
                  } catch (CutException e) {
                    throw checks.cut(endpoint, request.getHeaders(), message);
                  }
                }));
  }

  private HttpResponse<Flux<byte[]>> checked(
      McpServer endpoint, Caller caller, HttpRequest<?> request, Message message)
      throws InterruptedException {
    // RFC 6585, section 4: nobody's requests crowd out everybody else's.
    checks.budget(endpoint, caller, message);

    Era era = eras.era(request.getHeaders(), message);
    eras.known(endpoint, era, request.getMethodName(), request.getHeaders(), message);

    // MCP 2026-07-28, Request Metadata; there are no sessions then.
    if (era == Era.MODERN) {
      eras.wellFormed(request.getHeaders(), message);
      Request modern = new Request(caller, era, request.getHeaders().asMap(), message, null);
      // MCP 2026-07-28, Cancellation: who hangs up has cancelled.
      return disconnects.interrupting(() -> aggregate.answer(endpoint, modern));
    }
    // MCP 2025-11-25, Protocol Version Header
    checks.version(request.getHeaders(), message);

    if (message.isInitialize()) {
      return aggregate.begin(endpoint, caller, message);
    }
    // MCP 2025-11-25, Session Management: without an id 400, with one that is none 404.
    @Nullable OpenedSession session =
        checks.session(endpoint, caller, request.getHeaders(), message);
    if (session == null) {
      throw refusals.rpc(
          HttpStatus.BAD_REQUEST,
          message,
          RpcError.of(JsonRpc.INVALID_REQUEST, "Begin with initialize"));
    }
    Request checked = new Request(caller, era, request.getHeaders().asMap(), message, session);
    return switch (request.getMethodName()) {
      case "DELETE" -> {
        // RFC 6585, section 4: every gateway has to remember it.
        checks.sessionEnd(endpoint, caller, message);
        yield aggregate.end(checked);
      }
      case "GET" -> aggregate.listen(endpoint, checked);
      default -> aggregate.answer(endpoint, checked);
    };
  }
}
