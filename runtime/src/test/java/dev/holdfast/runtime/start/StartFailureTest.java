package dev.holdfast.runtime.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.exceptions.BeanInstantiationException;
import java.io.IOException;
import java.net.BindException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StartFailureTest {

  @Test
  void aSettingsOwnRefusalIsTheReason() {
    assertThat(reason(new IllegalArgumentException("holdfast.gateway.stop.notice is negative")))
        .isEqualTo("holdfast.gateway.stop.notice (HOLDFAST_GATEWAY_STOP_NOTICE) is negative");
  }

  @Test
  void aMissingValueIsNamed() {
    assertThat(
            reason(
                new BeanInstantiationException(
                    "Failed to inject value for parameter [keyset]\nMessage: Error resolving"
                        + " property value [holdfast.gateway.session.keyset]. Property doesn't"
                        + " exist\nPath Taken: new X()")))
        .isEqualTo("holdfast.gateway.session.keyset (HOLDFAST_GATEWAY_SESSION_KEYSET) is not set");
  }

  @Test
  void whatCannotBeConvertedIsNeverQuoted() {
    assertThat(
            reason(
                new BeanInstantiationException(
                    "Error resolving property value [kafka.ssl.enabled]. Unable to convert value"
                        + " [hunter2] to target type [X]")))
        .isEqualTo("kafka.ssl.enabled (KAFKA_SSL_ENABLED) has an unfit value");
  }

  @ParameterizedTest
  @MethodSource
  void aPortThatIsTakenIsNamed(IOException taken) {
    assertThat(reason(taken))
        .isEqualTo(
            "micronaut.server.port (HOLDFAST_PORT) or micronaut.server.host (HOLDFAST_HOST): "
                + taken.getMessage());
  }

  static Stream<IOException> aPortThatIsTakenIsNamed() {
    return Stream.of(
        new BindException("Address already in use"),
        // As Netty's native transport tells it.
        new IOException("bind(..) failed with error(-98): Address already in use"));
  }

  @Test
  void ofKafkasSettingsOnlyAddressesAreQuoted() {
    assertThat(reason(new ConfigException("bootstrap.servers", "nohost", "no port")))
        .startsWith("kafka.bootstrap.servers (KAFKA_BOOTSTRAP_SERVERS): ")
        .contains("nohost");
    assertThat(reason(new ConfigException("sasl.jaas.config", "hunter2", "no module")))
        .isEqualTo("kafka.sasl.jaas.config (KAFKA_SASL_JAAS_CONFIG) has an unfit value");
  }

  @Test
  void aDatabaseThatRefusesIsNamed() {
    assertThat(reason(new SQLException("Access denied for user 'a'@'b'", "28000", 1045)))
        .startsWith("datasources.default.url, .username or .password")
        .endsWith(": Access denied for user 'a'@'b'");
  }

  @Test
  void aUrlOfAnotherDatabaseIsNotQuoted() {
    assertThat(
            reason(
                new IllegalStateException(
                    "Driver X claims to not accept jdbcUrl, jdbc:other://user:hunter2@host")))
        .isEqualTo("datasources.default.url (DATASOURCES_DEFAULT_URL) is not MySQL's");
  }

  @Test
  void whatNobodyThoughtOfIsToldInFull() {
    StartFailure failure = StartFailure.of(new RuntimeException(new IllegalStateException("why")));
    assertThat(failure.reason()).isEqualTo("IllegalStateException: why");
    assertThat(failure.story()).isNotNull();
  }

  private static String reason(Throwable cause) {
    StartFailure failure = StartFailure.of(new RuntimeException("around it", cause));
    assertThat(failure.story()).isNull();
    return failure.reason();
  }
}
