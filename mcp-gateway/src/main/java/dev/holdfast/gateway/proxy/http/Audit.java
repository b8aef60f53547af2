package dev.holdfast.gateway.proxy.http;

import dev.holdfast.bearer.Rejection;
import dev.holdfast.gateway.audit.AuditTrail;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.policy.Kind;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.revocation.Standing;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.session.Opening;
import dev.holdfast.gateway.waiting.Waiting;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Counts refusals and writes down those that matter. */
@Singleton
final class Audit {

  /** An Authorization header that holds no bearer token. */
  static final String NO_BEARER = "NO_BEARER";

  private static final Logger log = LoggerFactory.getLogger(Audit.class);

  private final MeterRegistry metrics;
  private final AuditTrail trail;

  Audit(MeterRegistry metrics, AuditTrail trail) {
    this.metrics = metrics;
    this.trail = trail;
    for (Opening.Reason reason : Opening.Reason.values()) {
      sessionsRefused(reason);
    }
    Stream.concat(
            Stream.of(NO_BEARER, Standing.REVOKED.name()),
            Arrays.stream(Rejection.values()).map(Rejection::name))
        .forEach(this::tokensRefused);
  }

  void tokenRefused(McpServer server, String reason) {
    Waiting.begins();
    tokensRefused(reason).increment();
    log.atInfo()
        .addKeyValue("server", server.name())
        .addKeyValue("reason", reason)
        .log("Token refused");
  }

  void sessionRefused(McpServer server, Caller caller, Opening.Refused refused) {
    Waiting.begins();
    Opening.Reason reason = refused.reason();
    if (reason == Opening.Reason.OTHER_OWNER) {
      trail.sessionStolen(server, caller, refused.owner());
    }
    sessionsRefused(reason).increment();
    LoggingEventBuilder line =
        log.atWarn().addKeyValue("server", server.name()).addKeyValue("reason", reason.name());
    if (caller instanceof Caller.Known(var token)) {
      line =
          line.addKeyValue("issuer", token.subject().issuer())
              .addKeyValue("subject", token.subject().subject())
              .addKeyValue("clientId", token.clientId());
    }
    line.log("Session refused");
  }

  private Counter tokensRefused(String reason) {
    return Counter.builder("holdfast.gateway.token.refused")
        .description("Requests with a token that is not good here")
        .tag("reason", reason)
        .register(metrics);
  }

  private Counter sessionsRefused(Opening.Reason reason) {
    return Counter.builder("holdfast.gateway.session.refused")
        .description("Requests with a session id that is not the caller's to use")
        .tag("reason", reason.name())
        .register(metrics);
  }

  void notOffered(McpServer server, Kind kind) {
    Waiting.begins();
    metrics
        .counter("holdfast.gateway.not.offered", "server", server.name(), "kind", kind.name())
        .increment();
  }

  void scopeMissing(McpServer server, Caller caller, Message message) {
    Waiting.begins();
    metrics.counter("holdfast.gateway.scope.missing", "server", server.name()).increment();
    LoggingEventBuilder line =
        log.atInfo()
            .addKeyValue("server", server.name())
            .addKeyValue("tool", message.target().orElse("?"));
    if (caller instanceof Caller.Known(var token)) {
      line =
          line.addKeyValue("issuer", token.subject().issuer())
              .addKeyValue("subject", token.subject().subject())
              .addKeyValue("clientId", token.clientId());
    }
    line.log("Tool refused: scope missing");
  }
}
