package dev.holdfast.gateway.proxy.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.proxy.JsonRpc;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.server.Servers;
import dev.holdfast.gateway.upstream.Answer;
import dev.holdfast.gateway.upstream.Call;
import dev.holdfast.gateway.upstream.Credential;
import dev.holdfast.gateway.upstream.Upstream;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/**
 * MCP over Streamable HTTP. Every verb passes the same checks, and all of them come before the
 * upstream sees a byte. The methods declare bytes, because of any other publisher the framework
 * would make a JSON array.
 */
@Controller("/mcp/{name}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class McpController {

  private static final Logger log = LoggerFactory.getLogger(McpController.class);
  private static final byte[] NO_BODY = {};

  private final Servers servers;
  private final Origins origins;
  private final Checks checks;
  private final Upstream upstream;
  private final Answers answers;
  private final Refusals refusals;

  McpController(
      Servers servers,
      Origins origins,
      Checks checks,
      Upstream upstream,
      Answers answers,
      Refusals refusals) {
    this.servers = servers;
    this.origins = origins;
    this.checks = checks;
    this.upstream = upstream;
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
    JsonNode message =
        request.getMethodName().equals("POST") ? checks.message(body) : JsonRpc.nothing();

    // MCP Streamable HTTP, Protocol Version Header
    checks.version(request.getHeaders(), message);

    // MCP Streamable HTTP, Session Management: 404 sends the client back to initialize.
    @Nullable String session = checks.session(server, caller, request.getHeaders(), message);

    // MCP Authorization, Token Handling: the client's token never goes upstream.
    Credential credential = checks.credential(server, caller);

    Call call =
        new Call(
            server,
            caller,
            request.getMethodName(),
            request.getHeaders().asMap(),
            body,
            session,
            credential);
    return answers.pass(send(call), caller, server, session);
  }

  private Answer send(Call call) throws InterruptedException {
    try {
      Answer answer = upstream.send(call);
      // The gateway's credential was refused; the client's own token is fine.
      if (answer.status() == 401) {
        answer.body().subscribe().dispose();
        throw refusals.badGateway(false);
      }
      return answer;
    } catch (UpstreamUnavailableException e) {
      log.atWarn().addKeyValue("server", call.server().name()).log("Upstream did not answer");
      throw refusals.badGateway(e.isLate());
    }
  }
}
