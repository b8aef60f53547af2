package dev.holdfast.runtime.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracingSettingsTest {

  private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
  private static final String NOWHERE = "http://127.0.0.1:9";

  @ParameterizedTest
  @CsvSource({
    "otel.exporter.otlp.endpoint, nonsense, OTLP endpoint",
    "otel.exporter.otlp.protocol, grpc, otel.exporter.otlp.protocol",
    "otel.traces.sampler, sometimes, otel.traces.sampler",
    "otel.bsp.schedule.delay, soon, otel.bsp.schedule.delay"
  })
  void badSettingEndsTheStartWithItsName(String name, String value, String told) {
    Map<String, Object> settings =
        name.equals(ENDPOINT) ? Map.of(name, value) : Map.of(ENDPOINT, NOWHERE, name, value);

    assertThatThrownBy(() -> ApplicationContext.run(settings)).hasStackTraceContaining(told);
  }

  @Test
  void nothingIsExportedUnlessSomebodySaysWhereTo() {
    assertThat(isOn(Map.of())).isFalse();
    assertThat(isOn(Map.of(ENDPOINT, NOWHERE))).isTrue();
    assertThat(isOn(Map.of("otel.exporter.otlp.traces.endpoint", NOWHERE + "/v1/traces"))).isTrue();
    assertThat(isOn(Map.of(ENDPOINT, NOWHERE, "otel.traces.exporter", "none"))).isFalse();
    assertThat(isOn(Map.of(ENDPOINT, NOWHERE, "otel.sdk.disabled", "true"))).isFalse();
  }

  private static boolean isOn(Map<String, Object> settings) {
    try (ApplicationContext context = ApplicationContext.run(settings)) {
      return context.getBean(Tracing.class).isOn();
    }
  }
}
