package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.events.AuditEvent.ToolCalled;
import dev.holdfast.testsupport.TestBroker;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Recording of tool calls as it is configured, and without a broker. */
@Timeout(60)
class AuditSettingsTest {

  private static final String CALL =
      """
      {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"echo","arguments":{"text":"hello"}}}\
      """;

  @Test
  void argumentsAreOnRecordIfWantedAndNoLongerThanWanted() throws Exception {
    String topic = TestBroker.any().newTopic("audit", 1);
    try (RunningGateway curious =
            RunningGateway.start(
                Map.of(
                    "holdfast.gateway.audit.enabled",
                    true,
                    "holdfast.gateway.audit.topic",
                    topic,
                    "holdfast.gateway.audit.arguments",
                    12));
        AuditReader reader = new AuditReader(topic)) {
      String token = curious.token("ann", "tools").sign();
      curious.post("tools", token, null, CALL);

      assertThat(reader.next(ToolCalled.class).arguments()).isEqualTo("{\"text\":\"he…");
    }
  }

  @Test
  void nobodyWaitsForABrokerThatIsAway() throws Exception {
    try (RunningGateway lonely =
        RunningGateway.start(
            Map.of(
                "kafka.bootstrap.servers",
                "127.0.0.1:1",
                "holdfast.gateway.audit.enabled",
                true,
                "holdfast.gateway.audit.backlog",
                2))) {
      MeterRegistry metrics = lonely.server.getApplicationContext().getBean(MeterRegistry.class);
      // The thread that sends may have taken some at once before it waits for the broker.
      await()
          .until(
              () -> {
                assertThat(lonely.post("open", null, null, CALL).statusCode()).isEqualTo(200);
                return metrics.get("holdfast.gateway.audit.lost").counter().count() >= 2;
              });
    }
  }

  @Test
  void nothingIsOnRecordIfSwitchedOff() throws Exception {
    String other = TestBroker.any().newTopic("audit", 1);
    try (RunningGateway silent =
            RunningGateway.start(
                Map.of(
                    "holdfast.gateway.audit.topic",
                    other,
                    "holdfast.gateway.audit.enabled",
                    false));
        AuditReader nothing = new AuditReader(other)) {
      silent.post("open", null, null, CALL);

      assertThat(nothing.isEmpty()).isTrue();
      // Counted nevertheless.
      MeterRegistry metrics = silent.server.getApplicationContext().getBean(MeterRegistry.class);
      assertThat(
              metrics
                  .get("holdfast.gateway.tool.calls")
                  .tags("server", "open", "outcome", "OK")
                  .timer()
                  .count())
          .isOne();
    }
  }
}
