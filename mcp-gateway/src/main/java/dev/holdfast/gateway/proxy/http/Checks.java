package dev.holdfast.gateway.proxy.http;

import dev.holdfast.bearer.UnverifiedToken;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.identity.Callers;
import dev.holdfast.gateway.identity.Identification;
import dev.holdfast.gateway.limit.Limits;
import dev.holdfast.gateway.protocol.Era;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.protocol.ProtocolVersion;
import dev.holdfast.gateway.protocol.RpcError;
import dev.holdfast.gateway.proxy.http.ConnectPrompts.Asked;
import dev.holdfast.gateway.revocation.EndedSessions;
import dev.holdfast.gateway.revocation.Logouts;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.session.OpenedSession;
import dev.holdfast.gateway.session.Opening;
import dev.holdfast.gateway.session.SealedSessions;
import dev.holdfast.gateway.upstream.Credential;
import dev.holdfast.gateway.upstream.Credentials;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The checks of a request. Each returns what it found or throws the refusal. */
@Singleton
final class Checks {

  static final String SESSION_ID = "Mcp-Session-Id";

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
  private static final Pattern UTF_8 = Pattern.compile("charset *= *\"?utf-?8\"?");

  private final Callers callers;
  private final SealedSessions sessions;
  private final Logouts logouts;
  private final EndedSessions ended;
  private final Credentials credentials;
  private final ConnectPrompts prompts;
  private final Limits limits;
  private final Refusals refusals;
  private final Audit audit;

  Checks(
      Callers callers,
      SealedSessions sessions,
      Logouts logouts,
      EndedSessions ended,
      Credentials credentials,
      ConnectPrompts prompts,
      Limits limits,
      Refusals refusals,
      Audit audit) {
    this.callers = callers;
    this.sessions = sessions;
    this.logouts = logouts;
    this.ended = ended;
    this.credentials = credentials;
    this.prompts = prompts;
    this.limits = limits;
    this.refusals = refusals;
    this.audit = audit;
  }

  Caller caller(McpServer server, HttpHeaders headers) {
    // An Authorization header that is no bearer token is a bad token, not a missing one.
    var token = UnverifiedToken.of(headers);
    if (token.isEmpty() && headers.contains(HttpHeaders.AUTHORIZATION)) {
      audit.tokenRefused(server, Audit.NO_BEARER);
      throw refusals.invalidToken(server);
    }
    return switch (callers.identify(server, token)) {
      case Identification.Identified(Caller caller) -> caller;
      case Identification.TokenMissing() -> throw refusals.unauthenticated(server);
      case Identification.TokenRefused(String reason) -> {
        audit.tokenRefused(server, reason);
        throw refusals.invalidToken(server);
      }
      case Identification.ScopeMissing() -> throw refusals.insufficientScope(server);
      case Identification.Unavailable _ ->
          throw refusals.unavailable(RETRY_AFTER, "Tokens cannot be checked right now.");
    };
  }

  /** That a body is the JSON in UTF-8 that it will be taken for. */
  void content(HttpHeaders headers) {
    // What the framework can decode it has decoded.
    boolean encoded =
        headers.getAll(HttpHeaders.CONTENT_ENCODING).stream()
            .anyMatch(encoding -> !encoding.strip().equalsIgnoreCase("identity"));
    if (encoded || !headers.getAll(HttpHeaders.CONTENT_TYPE).stream().allMatch(Checks::isJson)) {
      throw refusals.unsupportedContent();
    }
  }

  // RFC 8259, section 11: there is no charset parameter, but clients send one.
  private static boolean isJson(String type) {
    String[] parts = type.split(";", -1);
    return parts[0].strip().equalsIgnoreCase("application/json")
        && Stream.of(parts)
            .skip(1)
            .map(part -> part.strip().toLowerCase(Locale.ROOT))
            .filter(part -> part.startsWith("charset"))
            .allMatch(part -> UTF_8.matcher(part).matches());
  }

  Message message(byte[] body) {
    return JsonRpc.parse(body)
        .orElseThrow(
            () ->
                refusals.rpc(
                    HttpStatus.BAD_REQUEST,
                    Message.none(),
                    RpcError.of(JsonRpc.PARSE_ERROR, "Parse error")));
  }

  /** Takes the request from the caller's budget; a batch counts as its parts. */
  void budget(McpServer server, Caller caller, Message message) {
    int number = message.json().isArray() ? Math.max(1, message.json().size()) : 1;
    limits
        .request(server, caller, number)
        .ifPresent(
            exceeded -> {
              throw refusals.tooMany(message, exceeded);
            });
  }

  /** Takes a call of a tool from the caller's budget for it. */
  void budget(Caller caller, ToolCalls.One call) {
    limits
        .call(call.server(), caller, call.tool())
        .ifPresent(
            exceeded -> {
              throw refusals.tooMany(call.message(), exceeded);
            });
  }

  /** Takes the end of a session from the caller's budget. */
  void sessionEnd(McpServer server, Caller caller, Message message) {
    limits
        .sessionEnd(server, caller)
        .ifPresent(
            exceeded -> {
              throw refusals.tooMany(message, exceeded);
            });
  }

  void version(HttpHeaders headers, Message message) {
    if (!ProtocolVersion.SUPPORTED.containsAll(headers.getAll(ProtocolVersion.HEADER))) {
      throw refusals.rpc(
          HttpStatus.BAD_REQUEST,
          message,
          RpcError.of(
              JsonRpc.INVALID_REQUEST,
              "Unsupported protocol version; supported: " + ProtocolVersion.SUPPORTED));
    }
  }

  /** The session, or null if the request names none. */
  @Nullable OpenedSession session(
      McpServer server, Caller caller, HttpHeaders headers, Message message) {
    List<String> presented = headers.getAll(SESSION_ID);
    if (presented.isEmpty()) {
      return null;
    }
    Opening opening =
        presented.size() == 1
            ? sessions.open(presented.getFirst(), caller, server)
            : new Opening.Refused(Opening.Reason.OTHER_FORMAT);
    return switch (opening) {
      case Opening.Opened(OpenedSession session) -> {
        if (caller instanceof Caller.Known(var token)
            && logouts.ended(token.subject(), session.created())) {
          throw loggedOut(server, caller, message);
        }
        if (ended.contains(session.fingerprint())) {
          audit.sessionRefused(server, caller, new Opening.Refused(Opening.Reason.ENDED));
          throw refusals.sessionNotFound(message);
        }
        yield session;
      }
      case Opening.Refused refused -> {
        audit.sessionRefused(server, caller, refused);
        throw refusals.sessionNotFound(message);
      }
    };
  }

  /** What a call is told that was cut: that its token or its session is over. */
  RefusedException cut(McpServer server, HttpHeaders headers, Message message) {
    try {
      Caller caller = caller(server, headers);
      if (Era.of(message, headers.getAll(ProtocolVersion.HEADER)) == Era.LEGACY) {
        var _ = session(server, caller, headers, message);
      }
      return refusals.badGateway(false).afterCut();
    } catch (RefusedException e) {
      return e.afterCut();
    }
  }

  private RefusedException loggedOut(McpServer server, Caller caller, Message message) {
    audit.sessionRefused(server, caller, new Opening.Refused(Opening.Reason.LOGGED_OUT));
    // Whose connection went with the logout is asked to authorize first: 401, and nothing else.
    return credentials.of(server, caller) instanceof Credential.ConsentNeeded
        ? refusals.unauthenticated(server)
        : refusals.sessionNotFound(message);
  }

  Credential credential(McpServer server, Caller caller, Asked asked) {
    return credential(server, server, caller, asked);
  }

  Credential credential(McpServer endpoint, McpServer server, Caller caller, Asked asked) {
    return switch (credentials.of(server, caller)) {
      case Credential.ConsentNeeded() ->
          throw prompts
              .of(server, caller, asked)
              .orElseGet(() -> refusals.unauthenticated(endpoint));
      case Credential.Later(Duration wait) ->
          throw refusals.unavailable(wait, "The upstream token is not available right now.");
      case Credential usable -> usable;
    };
  }
}
