package dev.holdfast.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.events.Topics;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.testsupport.SecuredBroker;
import dev.holdfast.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecuredBrokerTest {

  @TempDir Path directory;

  @Test
  void eventsPassTlsAndProofOfIdentity() {
    var schema = TestDatabase.any().newSchema();
    var subject = new SubjectId("https://issuer.test", "ann");
    try (SecuredBroker broker = SecuredBroker.start(directory)) {
      broker.createTopics(1, Topics.all().toArray(String[]::new));
      try (Service service = Service.start(schema, broker.settings());
          Reader reader = new Reader(broker.ownServers())) {
        service.append(subject, 0, 1);

        await().atMost(30, SECONDS).until(() -> reader.ids(subject), List.of("0")::equals);
        await().atMost(30, SECONDS).until(() -> service.backlog().size().pending() == 0);
      }
    }
  }
}
