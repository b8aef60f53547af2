package dev.holdfast.bench.denial;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.Decoded;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.events.TokenEvent;
import dev.holdfast.contracts.events.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Listens to the topics and notes when what could be read. */
final class Overhearing implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final EventCodec codec = new EventCodec();
  private final Map<String, Instant> told = new ConcurrentHashMap<>();
  private final Map<String, IdentityEvent.LoginSuccess> logins = new ConcurrentHashMap<>();
  private final Map<String, AuditEvent.SweepApplied> sweeps = new ConcurrentHashMap<>();
  private final Map<String, Instant> revoked = new ConcurrentHashMap<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final String bootstrapServers;
  private final Clock clock;
  private final Thread thread;
  private volatile boolean over;

  private Overhearing(String bootstrapServers, Clock clock) {
    this.bootstrapServers = bootstrapServers;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("overhearing").unstarted(this::listen);
  }

  /** Begins at the present end of the topics. */
  static Overhearing begin(String bootstrapServers, Clock clock) throws InterruptedException {
    Overhearing overhearing = new Overhearing(bootstrapServers, clock);
    overhearing.thread.start();
    overhearing.begun.await();
    return overhearing;
  }

  /** What led to the refusal, once all of it was heard. */
  Optional<Story> story(String gid, Instant denied) {
    for (AuditEvent.SweepApplied sweep : sweeps.values()) {
      Instant end = revoked.get(sweep.cause() + gid);
      if (end != null) {
        return story(sweep, end, denied);
      }
    }
    return Optional.empty();
  }

  private Optional<Story> story(AuditEvent.SweepApplied sweep, Instant end, Instant denied) {
    IdentityEvent.LoginSuccess login = logins.get(sweep.cause());
    Instant heard = told.get(sweep.cause());
    return login == null || heard == null || sweep.execution() == null
        ? Optional.empty()
        : Optional.of(
            new Story(
                login.header().time(),
                heard,
                sweep.header().time(),
                Duration.ofMillis(sweep.execution().sweepMillis()),
                end,
                denied));
  }

  private void listen() {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", bootstrapServers);
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      Collection<TopicPartition> partitions =
          List.of(Topics.IDENTITY, Topics.AUDIT, Topics.TOKENS).stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
      begun.countDown();
      while (!over) {
        for (var record : consumer.poll(POLL)) {
          Instant now = clock.instant();
          if (codec.decode(record.value()) instanceof Decoded.Known(Event event)) {
            note(event, now);
          }
        }
      }
    }
  }

  private void note(Event event, Instant now) {
    switch (event) {
      case IdentityEvent.LoginSuccess login -> {
        told.put(login.header().id(), now);
        logins.put(login.header().id(), login);
      }
      case AuditEvent.SweepApplied sweep -> sweeps.put(sweep.cause(), sweep);
      case TokenEvent.GrantRevoked end -> revoked.put(end.cause() + end.gid(), now);
      default -> {}
    }
  }

  @Override
  public void close() {
    over = true;
  }
}
