package dev.holdfast.runtime.kafka;

import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * What {@code kafka.*} says about the connection: brokers, TLS, SASL. Every Kafka client of a
 * service stands on it and adds only what is its own business. The names are Kafka's, those that
 * all kinds of clients know.
 */
@Singleton
public final class KafkaConnection {

  private static final String PREFIX = "kafka.";

  private final Map<String, Object> settings;

  KafkaConnection(Environment environment) {
    Map<String, Object> found = new HashMap<>();
    for (String name : AdminClientConfig.configNames()) {
      environment
          .getProperty(PREFIX + name, String.class)
          .ifPresent(value -> found.put(name, value));
    }
    if (found.getOrDefault(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "").toString().isBlank()) {
      throw new ConfigurationException(
          PREFIX + AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG + " is missing");
    }
    this.settings = Map.copyOf(found);
  }

  /** A new map of settings for the caller to add to; secrets among them. */
  public Map<String, Object> settings() {
    return new HashMap<>(settings);
  }
}
