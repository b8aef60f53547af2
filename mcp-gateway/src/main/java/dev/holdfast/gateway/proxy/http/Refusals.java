package dev.holdfast.gateway.proxy.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.problem.ProblemTypes;
import dev.holdfast.gateway.guard.LeftAloneException;
import dev.holdfast.gateway.limit.Exceeded;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.protocol.RpcError;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.server.Servers;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException.Stage;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways to say no. Every 401 tells where to sign in (RFC 9728, section 5.1). */
@Singleton
final class Refusals {

  private static final Logger log = LoggerFactory.getLogger(Refusals.class);

  private final Servers servers;

  Refusals(Servers servers) {
    this.servers = servers;
  }

  RefusedException notFound() {
    return problem(HttpStatus.NOT_FOUND, ProblemTypes.NOT_FOUND, "No such server.");
  }

  RefusedException forbiddenOrigin() {
    return problem(
        HttpStatus.FORBIDDEN, ProblemTypes.FORBIDDEN, "Origin or Host is not allowed here.");
  }

  RefusedException unauthenticated(McpServer server) {
    return unauthenticated(server, server.scopes());
  }

  // RFC 6750, section 3.1: who sent no token is not told of an error.
  RefusedException unauthenticated(McpServer server, List<String> scopes) {
    return challenge(HttpStatus.UNAUTHORIZED, server, "", scopes, "A token is needed.");
  }

  RefusedException invalidToken(McpServer server) {
    return challenge(
        HttpStatus.UNAUTHORIZED,
        server,
        "error=\"invalid_token\", ",
        server.scopes(),
        "The token is not valid.");
  }

  RefusedException insufficientScope(McpServer server) {
    return insufficientScope(server, server.scopes());
  }

  // MCP Authorization, Runtime Insufficient Scope Errors: all of them in one challenge.
  RefusedException insufficientScope(McpServer server, List<String> needed) {
    return challenge(
        HttpStatus.FORBIDDEN,
        server,
        "error=\"insufficient_scope\", ",
        needed,
        "The scope is missing.");
  }

  RefusedException unavailable(Duration retryAfter, String detail) {
    return new RefusedException(
        "unavailable",
        body(HttpStatus.SERVICE_UNAVAILABLE, ProblemTypes.TEMPORARILY_UNAVAILABLE, detail)
            .header(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds())));
  }

  RefusedException unanswered(McpServer server, UpstreamUnavailableException e) {
    if (e instanceof LeftAloneException leftAlone && leftAlone.isForTheCallerOnly()) {
      return tooManyAtOnce(leftAlone.retryAfter());
    }
    if (e instanceof LeftAloneException leftAlone) {
      return unavailable(leftAlone.retryAfter(), "The server behind the gateway is in trouble.");
    }
    log.atWarn()
        .addKeyValue("server", server.name())
        .addKeyValue("stage", e.stage())
        .log("Upstream did not answer");
    return badGateway(e.stage() == Stage.WAITING);
  }

  // Otherwise the client would get an id that nobody opens, and be told 404 for ever.
  RefusedException sessionIdTooLong(McpServer server) {
    log.atError()
        .addKeyValue("server", server.name())
        .log("The server's session ids are too long to be sealed; nobody can open a session there");
    return badGateway(false);
  }

  RefusedException badGateway(boolean late) {
    return problem(
        late ? HttpStatus.GATEWAY_TIMEOUT : HttpStatus.BAD_GATEWAY,
        ProblemTypes.TEMPORARILY_UNAVAILABLE,
        "The server behind the gateway did not answer.");
  }

  // MCP 2026-07-28, Multi Round-Trip Requests: no error, and the request is not over.
  RefusedException inputRequired(Message message, ObjectNode result) {
    return new RefusedException(
        "input-required",
        HttpResponse.ok(JsonRpc.response(message, result).toString())
            .contentType(MediaType.APPLICATION_JSON_TYPE));
  }

  // RFC 6585, section 4; the message's own error for clients that look no further than the body.
  RefusedException tooMany(Message message, Exceeded exceeded) {
    long seconds = Math.max(1, exceeded.retryAfter().plusMillis(999).toSeconds());
    RpcError error = RpcError.tooMany("Too many requests; come back later", seconds);
    return new RefusedException(
        "rate-limited",
        HttpResponse.status(HttpStatus.TOO_MANY_REQUESTS)
            .contentType(MediaType.APPLICATION_JSON_TYPE)
            .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
            .body(JsonRpc.error(message, error)));
  }

  // RFC 6585, section 4
  private static RefusedException tooManyAtOnce(Duration retryAfter) {
    return new RefusedException(
        "rate-limited",
        body(
                HttpStatus.TOO_MANY_REQUESTS,
                ProblemTypes.TEMPORARILY_UNAVAILABLE,
                "Too many calls of yours wait for this server.")
            .header(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds())));
  }

  RefusedException rpc(HttpStatus status, Message message, RpcError error) {
    return new RefusedException(
        "rpc" + error.code(),
        HttpResponse.status(status)
            .contentType(MediaType.APPLICATION_JSON_TYPE)
            .body(JsonRpc.error(message, error)));
  }

  // MCP 2025-11-25, Session Management 3: the client begins anew.
  RefusedException sessionNotFound(Message message) {
    return rpc(
        HttpStatus.NOT_FOUND, message, RpcError.of(JsonRpc.SESSION_NOT_FOUND, "Session not found"));
  }

  // RFC 9110, section 15.5.16
  RefusedException unsupportedContent() {
    return problem(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        ProblemTypes.INVALID_REQUEST,
        "A body is application/json in UTF-8, without an encoding, or with gzip or deflate.");
  }

  RefusedException postOnly() {
    return new RefusedException(
        "method-not-allowed",
        body(HttpStatus.METHOD_NOT_ALLOWED, ProblemTypes.INVALID_REQUEST, "POST only.")
            .header(HttpHeaders.ALLOW, "POST"));
  }

  private RefusedException challenge(
      HttpStatus status, McpServer server, String error, List<String> scopes, String detail) {
    String scope = scopes.isEmpty() ? "" : ", scope=\"" + String.join(" ", scopes) + "\"";
    boolean forbidden = status == HttpStatus.FORBIDDEN;
    String type = forbidden ? ProblemTypes.FORBIDDEN : ProblemTypes.UNAUTHENTICATED;
    return new RefusedException(
        forbidden ? "insufficient-scope" : "unauthenticated",
        body(status, type, detail)
            .header(
                HttpHeaders.WWW_AUTHENTICATE,
                "Bearer %sresource_metadata=\"%s\"%s"
                    .formatted(error, servers.metadata(server), scope)));
  }

  private static RefusedException problem(HttpStatus status, String type, String detail) {
    return new RefusedException(
        status.getReason().toLowerCase(Locale.ROOT).replace(' ', '-'), body(status, type, detail));
  }

  private static MutableHttpResponse<?> body(HttpStatus status, String type, String detail) {
    return HttpResponse.status(status)
        .contentType(Problem.MEDIA_TYPE)
        .body(Problem.of(type, status.getReason(), status.getCode(), detail));
  }
}
