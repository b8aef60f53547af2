package dev.holdfast.listener.foreign;

import dev.holdfast.listener.broker.RecordWriter;
import dev.holdfast.listener.broker.TopicNames;
import dev.holdfast.listener.consume.TopicConsumer;
import dev.holdfast.listener.consume.TopicConsumers;
import dev.holdfast.listener.deadletter.DeadLetters;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Consumes the topics of all configured producers, each in a group of its own. */
@Context
final class ForeignConsumers {

  private final List<TopicConsumer> running = new ArrayList<>();
  private final List<Producer> producers;
  private final TopicConsumers consumers;
  private final TopicNames topics;
  private final RecordWriter writer;
  private final DeadLetters deadLetters;
  private final String issuer;
  private final Clock clock;

  ForeignConsumers(
      List<Producer> producers,
      TopicConsumers consumers,
      TopicNames topics,
      RecordWriter writer,
      DeadLetters deadLetters,
      @Property(name = "holdfast.listener.issuer") String issuer,
      Clock clock) {
    this.producers = List.copyOf(producers);
    this.consumers = consumers;
    this.topics = topics;
    this.writer = writer;
    this.deadLetters = deadLetters;
    this.issuer = issuer;
    this.clock = clock;
  }

  @PostConstruct
  void start() {
    for (Producer producer : producers) {
      var handler =
          new ForeignHandler(
              new Mapping(producer, issuer), topics.identity(), writer, deadLetters, clock);
      running.add(consumers.startApart(producer.topic(), producer.name(), handler));
    }
  }

  @PreDestroy
  void stop() {
    running.forEach(TopicConsumer::close);
  }
}
