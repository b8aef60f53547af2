package dev.holdfast.listener.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.contracts.events.EncodedEvent;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.listener.broker.RecordWriter;
import dev.holdfast.listener.consume.Handled;
import dev.holdfast.listener.consume.RecordHandler;
import dev.holdfast.listener.deadletter.DeadLetters;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts one producer's logins on the identity topic. Safe to repeat: the ids are derived. */
final class ForeignHandler implements RecordHandler {

  private static final Logger log = LoggerFactory.getLogger(ForeignHandler.class);

  private final EventCodec codec = new EventCodec();
  private final Mapping mapping;
  private final String identityTopic;
  private final RecordWriter writer;
  private final DeadLetters deadLetters;
  private final Clock clock;

  ForeignHandler(
      Mapping mapping,
      String identityTopic,
      RecordWriter writer,
      DeadLetters deadLetters,
      Clock clock) {
    this.mapping = mapping;
    this.identityTopic = identityTopic;
    this.writer = writer;
    this.deadLetters = deadLetters;
    this.clock = clock;
  }

  @Override
  public Handled handle(ConsumerRecord<byte[], byte[]> record) {
    switch (mapping.map(record, clock.instant())) {
      case Mapped.Login(var login) -> publish(login);
      case Mapped.Unusable(var reason, String detail) ->
          deadLetters.park(record, reason, "", detail);
    }
    return new Handled.Done();
  }

  private void publish(IdentityEvent.LoginSuccess login) {
    EncodedEvent encoded = codec.encode(login);
    var record =
        new ProducerRecord<>(identityTopic, encoded.key().getBytes(UTF_8), encoded.value());
    record
        .headers()
        .add(EncodedEvent.CONTENT_TYPE_HEADER, EncodedEvent.CONTENT_TYPE.getBytes(UTF_8));
    writer.write(record);
    log.atInfo()
        .addKeyValue("event", login.header().id())
        .addKeyValue("source", login.header().source())
        .log("Foreign login taken over");
  }
}
