package dev.holdfast.gateway.audit.kafka;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import jakarta.validation.constraints.NotBlank;

/**
 * Where Kafka is.
 *
 * @param servers host and port of brokers, separated by commas
 */
@Context
@ConfigurationProperties("kafka.bootstrap")
record BrokerSettings(@NotBlank String servers) {}
