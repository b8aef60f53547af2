package dev.holdfast.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.MapPropertySource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaConnectionTest {

  @Test
  void settingsOfTheConnectionPassAsTheyAre() {
    Map<String, Object> given =
        Map.of(
            "kafka.bootstrap.servers", "one:9093,two:9093",
            "kafka.security.protocol", "SASL_SSL",
            "kafka.ssl.truststore.location", "/ca.crt",
            "kafka.group.id", "of consumers only");
    try (ApplicationContext context = ApplicationContext.run(given)) {
      assertThat(context.getBean(KafkaConnection.class).settings())
          .containsOnly(
              Map.entry("bootstrap.servers", "one:9093,two:9093"),
              Map.entry("security.protocol", "SASL_SSL"),
              Map.entry("ssl.truststore.location", "/ca.crt"));
    }
  }

  @Test
  void environmentVariablesAreAsGood() {
    Map<String, Object> given =
        Map.of("KAFKA_BOOTSTRAP_SERVERS", "one:9093", "KAFKA_SASL_JAAS_CONFIG", "some module");
    var environment =
        new MapPropertySource("environment", given) {
          @Override
          public PropertyConvention getConvention() {
            return PropertyConvention.ENVIRONMENT_VARIABLE;
          }
        };
    try (ApplicationContext context =
        ApplicationContext.builder().propertySources(environment).start()) {
      assertThat(context.getBean(KafkaConnection.class).settings())
          .containsOnly(
              Map.entry("bootstrap.servers", "one:9093"),
              Map.entry("sasl.jaas.config", "some module"));
    }
  }

  @Test
  void withoutBrokersThereIsNone() {
    try (ApplicationContext context = ApplicationContext.run()) {
      assertThatThrownBy(() -> context.getBean(KafkaConnection.class))
          .hasMessageContaining("kafka.bootstrap.servers is missing");
    }
  }
}
