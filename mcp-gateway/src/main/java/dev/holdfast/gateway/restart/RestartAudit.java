package dev.holdfast.gateway.restart;

import dev.holdfast.gateway.audit.AuditTrail;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.server.Servers;
import dev.holdfast.gateway.upstream.Call;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Counts lost upstream sessions and writes down what became of them. */
@Singleton
final class RestartAudit {

  static final String REPLACED = "replaced";
  static final String REFUSED = "refused";
  static final String UNAVAILABLE = "unavailable";
  static final String NO_PARAMETERS = "no-parameters";
  static final String NOT_WANTED = "not-wanted";

  private static final List<String> OUTCOMES =
      List.of(REPLACED, REFUSED, UNAVAILABLE, NO_PARAMETERS, NOT_WANTED);
  private static final Logger log = LoggerFactory.getLogger(RestartAudit.class);

  private final MeterRegistry metrics;
  private final AuditTrail trail;

  RestartAudit(Servers servers, MeterRegistry metrics, AuditTrail trail) {
    this.metrics = metrics;
    this.trail = trail;
    for (McpServer server : servers.all()) {
      OUTCOMES.forEach(outcome -> lost(server, outcome));
    }
  }

  void replaced(Call call) {
    lost(call.server(), REPLACED).increment();
    trail.sessionReplaced(call.server(), call.caller());
    who(log.atInfo(), call).log("Upstream lost a session; another one was opened");
  }

  void gaveUp(Call call, String why) {
    lost(call.server(), why).increment();
    who(log.atWarn(), call).addKeyValue("why", why).log("Upstream lost a session");
  }

  private Counter lost(McpServer server, String outcome) {
    return Counter.builder("holdfast.gateway.session.lost")
        .description("Sessions that a server did not know any more")
        .tag("server", server.name())
        .tag("outcome", outcome)
        .register(metrics);
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
