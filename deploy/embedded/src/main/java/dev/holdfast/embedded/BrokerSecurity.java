package dev.holdfast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/**
 * Clients must speak TLS and prove themselves by SCRAM-SHA-512.
 *
 * @param certificate what the broker shows
 * @param user the one user
 * @param password of the user
 */
public record BrokerSecurity(ServerCertificate certificate, String user, String password) {

  static final String LISTENER = "CLIENTS";

  private static final String MECHANISM = "SCRAM-SHA-512";

  /** As Kafka's own storage tool takes users for a broker that is made anew. */
  String scram() {
    return MECHANISM + "=[name=" + user + ",password=" + password + "]";
  }

  Map<String, String> settings() {
    try {
      return Map.of(
          "sasl.enabled.mechanisms",
          MECHANISM,
          "listener.name.clients.scram-sha-512.sasl.jaas.config",
          "org.apache.kafka.common.security.scram.ScramLoginModule required;",
          "ssl.keystore.type",
          "PEM",
          "ssl.keystore.certificate.chain",
          Files.readString(certificate.certificate()),
          "ssl.keystore.key",
          Files.readString(certificate.privateKey()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "BrokerSecurity[" + user + "]";
  }
}
