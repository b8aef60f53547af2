package dev.holdfast.listener.consume;

import dev.holdfast.listener.broker.TopicNames;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;

/** Consumes identity events for as long as the service runs. */
@Context
final class IdentityConsumer {

  private final TopicConsumers consumers;
  private final TopicNames topics;
  private final IdentityHandler handler;
  private @Nullable TopicConsumer consumer;

  IdentityConsumer(TopicConsumers consumers, TopicNames topics, IdentityHandler handler) {
    this.consumers = consumers;
    this.topics = topics;
    this.handler = handler;
  }

  @PostConstruct
  void start() {
    consumer = consumers.start(topics.identity(), handler);
  }

  @PreDestroy
  void stop() {
    if (consumer != null) {
      consumer.close();
    }
  }
}
