package dev.holdfast.listener;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.events.IdentityEvent.UserLocked;
import dev.holdfast.listener.fixtures.Happened;
import dev.holdfast.listener.fixtures.KafkaTopic;
import dev.holdfast.listener.fixtures.World;
import dev.holdfast.testsupport.SecuredBroker;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecuredBrokerTest {

  @TempDir Path directory;

  @Test
  void eventsAreReadAndDecisionsWrittenBehindTls() {
    try (World world = new World();
        SecuredBroker broker = SecuredBroker.start(directory)) {
      broker.createTopics(
          1, world.identity().name(), world.audit().name(), world.deadLetters().name());
      var identity = new KafkaTopic(broker.ownServers(), world.identity().name());
      var audit = new KafkaTopic(broker.ownServers(), world.audit().name());
      try (EmbeddedServer listener = world.listener(broker.settings())) {
        identity.write(new UserLocked(Happened.header(world.person("ann"), Happened.AT)));

        await().atMost(30, SECONDS).until(() -> audit.records().size() == 1);
        await().until(listener::isRunning);
      }
    }
  }
}
