package dev.holdfast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;

/**
 * Clients must speak TLS and prove themselves by SCRAM-SHA-512.
 *
 * @param certificate what the broker shows
 * @param passwords of the users, by their names
 * @param authorizing whether users may only do what an administrator has allowed them; the broker's
 *     own door is an administrator's
 */
public record BrokerSecurity(
    ServerCertificate certificate, Map<String, String> passwords, boolean authorizing) {

  static final String LISTENER = "CLIENTS";

  private static final String MECHANISM = "SCRAM-SHA-512";

  /** Copies what it is given. */
  public BrokerSecurity {
    passwords = Map.copyOf(passwords);
  }

  /** As Kafka's own storage tool takes users for a broker that is made anew. */
  List<String> scram() {
    return passwords.entrySet().stream()
        .map(
            user -> "%s=[name=%s,password=%s]".formatted(MECHANISM, user.getKey(), user.getValue()))
        .toList();
  }

  Map<String, String> settings() {
    Map<String, String> all = new HashMap<>(authentication());
    if (authorizing) {
      all.put("authorizer.class.name", StandardAuthorizer.class.getName());
      all.put("super.users", KafkaPrincipal.ANONYMOUS.toString());
    }
    return all;
  }

  private Map<String, String> authentication() {
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
    return "BrokerSecurity" + passwords.keySet();
  }
}
