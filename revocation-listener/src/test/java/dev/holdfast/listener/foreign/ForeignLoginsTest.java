package dev.holdfast.listener.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.listener.deadletter.DeadLetters;
import dev.holdfast.listener.fixtures.KafkaTopic;
import dev.holdfast.listener.fixtures.World;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The example of the documents, as it is written there. */
class ForeignLoginsTest {

  private final World world = new World();

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void aLoginAtAnotherSystemSweepsAndIsOnRecordAndItsOutagesAreNoOnesElse() throws Exception {
    KafkaTopic signIns = world.topic("sign-ins");
    Map<String, Object> mapping = mapping();
    mapping.put("holdfast.listener.producers.intranet.topic", signIns.name());
    try (EmbeddedServer _ = world.listener(mapping)) {
      signIns.write("any key", "{}".getBytes(UTF_8));
      signIns.write("any key", example("cms-login.json"));
      signIns.write("any key", example("cms-login.json"));
      await().until(() -> world.identity().committed(world.group()) == 2);
    }

    assertThat(world.tokenService().calls())
        .hasSize(2)
        .allSatisfy(
            call -> {
              assertThat(call.order().path("subject").path("issuer").asText())
                  .isEqualTo(world.issuer().url());
              assertThat(call.order().path("subject").path("subject").asText())
                  .isEqualTo("248289761001");
              assertThat(call.order().path("clientIds").toString()).isEqualTo("[\"console\"]");
            });
    assertThat(world.identity().events())
        .first()
        .isInstanceOfSatisfying(
            IdentityEvent.LoginSuccess.class,
            login -> {
              assertThat(login.header().time()).isEqualTo(Instant.ofEpochMilli(1795253400123L));
              assertThat(login.sid()).isEqualTo("intranet:b7c1");
            });
    assertThat(world.audit().events())
        .first()
        .isInstanceOfSatisfying(
            AuditEvent.SweepApplied.class,
            sweep -> {
              assertThat(sweep.causeType()).isEqualTo("dev.holdfast.login-success");
              var execution = requireNonNull(sweep.execution());
              assertThat(execution.policyVersion()).hasSize(64);
              assertThat(execution.sweepMillis()).isNotNegative();
            });
    assertThat(world.deadLetters().records())
        .singleElement()
        .satisfies(
            record ->
                assertThat(
                        new String(record.headers().lastHeader(DeadLetters.TOPIC).value(), UTF_8))
                    .isEqualTo(signIns.name()));
  }

  private static Map<String, Object> mapping() throws IOException {
    Properties properties = new Properties();
    try (InputStream file = open("cms-login.properties")) {
      properties.load(file);
    }
    Map<String, Object> mapping = new HashMap<>();
    properties.forEach((name, value) -> mapping.put((String) name, value));
    return mapping;
  }

  private static byte[] example(String name) throws IOException {
    try (InputStream file = open(name)) {
      return file.readAllBytes();
    }
  }

  private static InputStream open(String name) {
    return requireNonNull(
        ForeignLoginsTest.class.getResourceAsStream("/examples/" + name), "docs/examples/" + name);
  }
}
