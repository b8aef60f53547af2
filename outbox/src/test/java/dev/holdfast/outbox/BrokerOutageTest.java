package dev.holdfast.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.events.Topics;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.embedded.EmbeddedBroker;
import dev.holdfast.testsupport.FreePorts;
import dev.holdfast.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerOutageTest {

  @TempDir Path directory;

  @Test
  void nothingIsLostAndOrderIsKeptWhileTheBrokerIsAway() {
    SubjectId subject = OutboxTest.someone();
    int port = FreePorts.one();
    try (var service = Service.start(TestDatabase.any().newSchema(), "127.0.0.1:" + port)) {
      try (var broker = EmbeddedBroker.start(directory.resolve("data"), port, 0)) {
        broker.createTopics(Topics.all(), 2);
        service.append(subject, 0, 5);
        await().atMost(20, SECONDS).until(() -> service.backlog().size().pending() == 0);
      }
      service.append(subject, 5, 10);
      await()
          .untilAsserted(
              () ->
                  assertThat(service.meters().get("holdfast.outbox.pending").gauge().value())
                      .isEqualTo(5));

      try (var broker = EmbeddedBroker.start(directory.resolve("data"), port, 0);
          var reader = new Reader(broker.bootstrapServers())) {
        await().atMost(30, SECONDS).until(() -> service.backlog().size().pending() == 0);
        await().atMost(20, SECONDS).until(() -> reader.ids(subject).contains("9"));
        assertThat(new LinkedHashSet<>(reader.ids(subject)))
            .containsExactlyElementsOf(OutboxTest.ids(10));
      }
    }
  }
}
