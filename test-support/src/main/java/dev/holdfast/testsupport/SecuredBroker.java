package dev.holdfast.testsupport;

import dev.holdfast.embedded.BrokerSecurity;
import dev.holdfast.embedded.EmbeddedBroker;
import dev.holdfast.embedded.ServerCertificate;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A broker inside this JVM that takes clients over TLS only, and asks who they are (SCRAM).
 *
 * @param broker itself
 * @param password of its one user
 * @param trusted PEM: the authority of its certificate
 */
public record SecuredBroker(EmbeddedBroker broker, String password, Path trusted)
    implements AutoCloseable {

  private static final String USER = "holdfast";

  /** Starts one with everything below a directory. */
  public static SecuredBroker start(Path directory) {
    TestAuthority.create().issue().writeTo(directory);
    var certificate =
        new ServerCertificate(directory.resolve("tls.crt"), directory.resolve("tls.key"));
    String password = UUID.randomUUID().toString();
    return new SecuredBroker(
        EmbeddedBroker.startSecured(
            directory.resolve("broker"), new BrokerSecurity(certificate, USER, password)),
        password,
        directory.resolve("ca.crt"));
  }

  /** What a service is told to be let in. */
  public Map<String, Object> settings() {
    Map<String, Object> all = new HashMap<>();
    all.put("kafka.bootstrap.servers", broker.bootstrapServers());
    all.put("kafka.security.protocol", "SASL_SSL");
    all.put("kafka.sasl.mechanism", "SCRAM-SHA-512");
    all.put(
        "kafka.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\""
                .formatted(USER)
            + " password=\"%s\";".formatted(password));
    all.put("kafka.ssl.truststore.type", "PEM");
    all.put("kafka.ssl.truststore.location", trusted.toString());
    return all;
  }

  /** Where tests look and write without being asked. */
  public String ownServers() {
    return broker.ownServers();
  }

  /** Makes these topics with endless retention. */
  public void createTopics(int partitions, String... topics) {
    broker.createTopics(List.of(topics), partitions);
  }

  @Override
  public void close() {
    broker.close();
  }

  @Override
  public String toString() {
    return "SecuredBroker[" + broker.bootstrapServers() + "]";
  }
}
