package dev.holdfast.outbox.kafka;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * Where the brokers are.
 *
 * @param servers Kafka's {@code bootstrap.servers}
 */
@ConfigurationProperties("kafka.bootstrap")
record BootstrapSettings(String servers) {

  BootstrapSettings {
    if (servers.isBlank()) {
      throw new IllegalArgumentException("kafka.bootstrap.servers is blank");
    }
  }
}
