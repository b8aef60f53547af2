package dev.holdfast.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.events.Topics;
import dev.holdfast.gateway.revocation.Feed;
import dev.holdfast.testsupport.SecuredBroker;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker behind TLS that asks who comes: for the feed, ended sessions and the audit alike. */
class SecuredBrokerTest {

  @TempDir Path directory;

  @Test
  void feedEndedSessionsAndAuditAreLetIn() throws Exception {
    try (SecuredBroker broker = SecuredBroker.start(directory)) {
      broker.createTopics(1, Topics.all().toArray(String[]::new));
      Map<String, Object> settings = new HashMap<>(broker.settings());
      settings.put("holdfast.gateway.revocation.topic", Topics.TOKENS);
      settings.put("holdfast.gateway.revocation.session-topic", Topics.SESSIONS);
      settings.put("holdfast.gateway.audit.enabled", true);
      try (RunningGateway gateway = RunningGateway.start(settings)) {
        var context = gateway.server.getApplicationContext();
        await()
            .atMost(30, SECONDS)
            .until(() -> context.getBean(Feed.class).confirmed().isPresent());

        String token = gateway.token("ann", "tools").with("scope", "mcp").sign();
        String session = gateway.open("tools", token);
        assertThat(
                gateway
                    .post(
                        "tools",
                        token,
                        session,
                        """
                        {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"echo"}}""")
                    .statusCode())
            .isEqualTo(200);
        assertThat(gateway.call("DELETE", "tools", token, session, "").statusCode())
            .isBetween(200, 204);

        MeterRegistry meters = context.getBean(MeterRegistry.class);
        await()
            .atMost(30, SECONDS)
            .until(() -> meters.counter("holdfast.gateway.audit.published").count() > 0);
        await()
            .atMost(30, SECONDS)
            .until(() -> meters.get("holdfast.gateway.sessions.ended").gauge().value() == 1);
        assertThat(meters.get("holdfast.gateway.sessions.ended.untold").gauge().value()).isZero();
      }
    }
  }
}
