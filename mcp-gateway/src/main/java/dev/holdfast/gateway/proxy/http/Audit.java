package dev.holdfast.gateway.proxy.http;

import dev.holdfast.gateway.audit.AuditTrail;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.policy.Kind;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.session.Opening;
import dev.holdfast.gateway.waiting.Waiting;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Counts refusals and writes down those that matter. */
@Singleton
final class Audit {

  private static final Logger log = LoggerFactory.getLogger(Audit.class);

  private final MeterRegistry metrics;
  private final AuditTrail trail;

  Audit(MeterRegistry metrics, AuditTrail trail) {
    this.metrics = metrics;
    this.trail = trail;
  }

  void tokenRefused(McpServer server, String reason) {
    Waiting.begins();
    metrics.counter("holdfast.gateway.token.refused", "reason", reason).increment();
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
    metrics.counter("holdfast.gateway.session.refused", "reason", reason.name()).increment();
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
