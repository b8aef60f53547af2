package dev.holdfast.token.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.token.connections.TokenOutcome.Missing;
import dev.holdfast.token.connections.TokenOutcome.Unavailable;
import dev.holdfast.token.connections.TokenOutcome.Usable;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What operators see of connections. */
class ConnectionGaugesTest extends ReplicasScene {

  @Test
  void operatorsSeeHowConnectionsStand() {
    ConnectionGauges gauges = server.get(ConnectionGauges.class);
    ConnectionKey key = connect();
    gauges.look();
    double live = connections("live");
    double useless = connections("needs_consent");
    assertThat(live).isPositive();

    pass(Duration.ofSeconds(101));
    gauges.look();
    assertThat(gauge("holdfast.token.connections.overdue").value()).isBetween(10.0, 30.0);
    provider.fail(400, "{\"error\":\"invalid_grant\"}");
    assertThat(bean().token(key)).isInstanceOf(Missing.class);
    gauges.look();

    assertThat(connections("live")).isEqualTo(live - 1);
    assertThat(connections("needs_consent")).isEqualTo(useless + 1);
    assertThat(gauge("holdfast.token.connections.overdue").value()).isZero();
    provider.recover();
    bean().disconnect(connect());
    gauges.look();
    assertThat(gauge("holdfast.token.connections.unrevoked").value()).isPositive();
  }

  @Test
  void operatorsSeeHowLongAConnectionHasFailed() {
    ConnectionGauges gauges = server.get(ConnectionGauges.class);
    ConnectionKey key = connect();
    gauges.look();
    assertThat(gauge("holdfast.token.connections.failing").value()).isZero();

    pass(Duration.ofSeconds(101));
    provider.fail(503, "{}");
    assertThat(bean().token(key)).isInstanceOf(Unavailable.class);
    pass(Duration.ofMinutes(10));
    gauges.look();
    assertThat(gauge("holdfast.token.connections.failing").value()).isBetween(610.0, 640.0);

    provider.recover();
    assertThat(bean().token(key)).isInstanceOf(Usable.class);
    gauges.look();
    assertThat(gauge("holdfast.token.connections.failing").value()).isZero();
  }

  private double connections(String state) {
    return server
        .get(MeterRegistry.class)
        .find("holdfast.token.connections")
        .tags("provider", "demo", "state", state)
        .gauges()
        .stream()
        .mapToDouble(Gauge::value)
        .sum();
  }

  private Gauge gauge(String name) {
    return server.get(MeterRegistry.class).get(name).gauge();
  }
}
