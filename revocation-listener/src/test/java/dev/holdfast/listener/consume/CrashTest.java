package dev.holdfast.listener.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.contracts.events.Event;
import dev.holdfast.listener.fixtures.Happened;
import dev.holdfast.listener.fixtures.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A reader that dies in the middle of a record, after its effect and before its commit. */
class CrashTest {

  private final World world = new World();
  private final List<Long> effects = new CopyOnWriteArrayList<>();

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void theRecordInHandIsDeliveredAgainAndNothingAfterItIsLost() {
    world
        .identity()
        .write(
            IntStream.range(0, 5)
                .mapToObj(_ -> Happened.lock(world.person("alice")))
                .toArray(Event[]::new));

    assertThatExceptionOfType(Killed.class).isThrownBy(() -> read(this::dieOnTheThird));
    assertThat(world.identity().committed(world.group())).isEqualTo(2);

    read(this::succeed);
    assertThat(world.identity().committed(world.group())).isEqualTo(5);
    assertThat(effects).containsExactly(0L, 1L, 2L, 2L, 3L, 4L);
  }

  private void read(RecordHandler handler) {
    var settings =
        new ConsumerSettings(
            "unused", world.group(), null, Duration.ofMillis(20), Duration.ofMillis(100));
    Map<String, Object> connection = Map.of("bootstrap.servers", world.broker().bootstrapServers());
    Clock clock = Clock.systemUTC();
    var state = new ConsumerState("identity", new SimpleMeterRegistry(), clock);
    try (Consumer<byte[], byte[]> consumer =
        Consumers.create(connection, settings, settings.groupId())) {
      new PartitionReader(consumer, handler, state, settings, clock)
          .read(world.identity().name(), () -> effects.size() == 6);
    }
  }

  private Handled dieOnTheThird(ConsumerRecord<byte[], byte[]> record) {
    effects.add(record.offset());
    if (effects.size() == 3) {
      throw new Killed();
    }
    return new Handled.Done();
  }

  private Handled succeed(ConsumerRecord<byte[], byte[]> record) {
    effects.add(record.offset());
    return new Handled.Done();
  }

  private static final class Killed extends Error {}
}
