package dev.holdfast.testsupport;

import dev.holdfast.embedded.BrokerSecurity;
import dev.holdfast.embedded.EmbeddedBroker;
import dev.holdfast.embedded.ServerCertificate;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker inside this JVM that takes clients over TLS only, and asks who they are (SCRAM).
 *
 * @param broker itself
 * @param password of each of its users
 * @param trusted PEM: the authority of its certificate
 */
public record SecuredBroker(EmbeddedBroker broker, String password, Path trusted)
    implements AutoCloseable {

  private static final String USER = "holdfast";

  /** Starts one with everything below a directory, and one user who may do anything. */
  public static SecuredBroker start(Path directory) {
    return start(directory, false, USER);
  }

  /** Starts one with users who may do nothing but what {@link #allow} says. */
  public static SecuredBroker authorizing(Path directory, String... users) {
    return start(directory, true, users);
  }

  private static SecuredBroker start(Path directory, boolean authorizing, String... users) {
    TestAuthority.create().issue().writeTo(directory);
    var certificate =
        new ServerCertificate(directory.resolve("tls.crt"), directory.resolve("tls.key"));
    String password = UUID.randomUUID().toString();
    Map<String, String> passwords =
        Stream.of(users).collect(Collectors.toMap(Function.identity(), _ -> password));
    return new SecuredBroker(
        EmbeddedBroker.startSecured(
            directory.resolve("broker"), new BrokerSecurity(certificate, passwords, authorizing)),
        password,
        directory.resolve("ca.crt"));
  }

  /** What a service is told to be let in. */
  public Map<String, Object> settings() {
    return client(USER).entrySet().stream()
        .collect(Collectors.toMap(each -> "kafka." + each.getKey(), Map.Entry::getValue));
  }

  /** What a Kafka client is told to be let in as a user. */
  public Map<String, Object> client(String user) {
    Map<String, Object> all = new HashMap<>();
    all.put("bootstrap.servers", broker.bootstrapServers());
    all.put("security.protocol", "SASL_SSL");
    all.put("sasl.mechanism", "SCRAM-SHA-512");
    all.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\""
                .formatted(user)
            + " password=\"%s\";".formatted(password));
    all.put("ssl.truststore.type", "PEM");
    all.put("ssl.truststore.location", trusted.toString());
    return all;
  }

  /** Lets a user do this with these topics, from now on. */
  public void allow(String user, AclOperation operation, String... topics) {
    var entry = new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW);
    List<AclBinding> bindings =
        Arrays.stream(topics)
            .map(topic -> new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL))
            .map(topic -> new AclBinding(topic, entry))
            .toList();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", ownServers()))) {
      admin.createAcls(bindings).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
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
