package dev.holdfast.gateway.restart;

import dev.holdfast.gateway.audit.AuditTrail;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.upstream.Call;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Counts lost upstream sessions and writes down what became of them. */
@Singleton
final class RestartAudit {

  private static final Logger log = LoggerFactory.getLogger(RestartAudit.class);

  private final MeterRegistry metrics;
  private final AuditTrail trail;

  RestartAudit(MeterRegistry metrics, AuditTrail trail) {
    this.metrics = metrics;
    this.trail = trail;
  }

  void replaced(Call call) {
    count(call, "replaced");
    trail.sessionReplaced(call.server(), call.caller());
    who(log.atInfo(), call).log("Upstream lost a session; another one was opened");
  }

  void gaveUp(Call call, String why) {
    count(call, why);
    who(log.atWarn(), call).addKeyValue("why", why).log("Upstream lost a session");
  }

  private void count(Call call, String outcome) {
    metrics
        .counter(
            "holdfast.gateway.session.lost", "server", call.server().name(), "outcome", outcome)
        .increment();
  }

  private static LoggingEventBuilder who(LoggingEventBuilder line, Call call) {
    LoggingEventBuilder named = line.addKeyValue("server", call.server().name());
    return call.caller() instanceof Caller.Known(var token)
        ? named
            .addKeyValue("issuer", token.subject().issuer())
            .addKeyValue("subject", token.subject().subject())
            .addKeyValue("clientId", token.clientId())
        : named;
  }
}
