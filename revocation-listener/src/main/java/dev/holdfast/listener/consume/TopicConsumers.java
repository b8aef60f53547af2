package dev.holdfast.listener.consume;

import dev.holdfast.runtime.kafka.KafkaConnection;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Starts consumers that share what is configured about retries and membership. They stop before
 * anything they need does.
 */
@Singleton
public final class TopicConsumers implements GracefulShutdownCapable {

  private final KafkaConnection connection;
  private final ConsumerSettings settings;
  private final ConsumerStates states;
  private final Clock clock;
  private final List<TopicConsumer> started = new CopyOnWriteArrayList<>();

  TopicConsumers(
      KafkaConnection connection, ConsumerSettings settings, ConsumerStates states, Clock clock) {
    this.connection = connection;
    this.settings = settings;
    this.states = states;
    this.clock = clock;
  }

  /** Starts to consume the topic; readiness then needs its assignment. */
  public TopicConsumer start(String topic, RecordHandler handler) {
    return start(topic, settings.groupId(), handler);
  }

  /** The same in a group of its own, for a reader whose offsets are not the main group's. */
  public TopicConsumer startApart(String topic, String suffix, RecordHandler handler) {
    return start(topic, settings.groupId() + "-" + suffix, handler);
  }

  private TopicConsumer start(String topic, String groupId, RecordHandler handler) {
    var consumer =
        new TopicConsumer(connection, settings, topic, groupId, handler, states.of(topic), clock);
    consumer.start();
    started.add(consumer);
    return consumer;
  }

  @Override
  public CompletionStage<?> shutdownGracefully() {
    return CompletableFuture.allOf(
        started.stream()
            .map(
                consumer ->
                    CompletableFuture.runAsync(
                        consumer::close, each -> Thread.ofVirtual().start(each)))
            .toArray(CompletableFuture[]::new));
  }
}
