package dev.holdfast.gateway.revocation.kafka;

import dev.holdfast.gateway.revocation.AccessEpochs;
import dev.holdfast.gateway.revocation.Doubts;
import dev.holdfast.gateway.revocation.EndedSessions;
import dev.holdfast.gateway.revocation.Feed;
import dev.holdfast.gateway.revocation.Logouts;
import dev.holdfast.gateway.revocation.RevocationSettings;
import dev.holdfast.gateway.revocation.RevokedGrants;
import dev.holdfast.gateway.revocation.SessionMemory;
import dev.holdfast.runtime.kafka.KafkaConnection;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows token events on a thread of its own, for ever. Begins so far back that every token that
 * may still be alive is covered, also after an outage: what was confirmed last counts, not the
 * present.
 */
@Context
final class RevocationFollower {

  private static final Logger log = LoggerFactory.getLogger(RevocationFollower.class);
  private static final Duration BACK_OFF = Duration.ofMillis(500);
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final KafkaConnection kafka;
  private final RevocationSettings settings;
  private final SessionMemory sessions;
  private final TokenEvents events;
  private final RevokedGrants grants;
  private final AccessEpochs epochs;
  private final Logouts logouts;
  private final EndedSessions ended;
  private final Doubts doubts;
  private final Feed feed;
  private final Clock clock;
  // Of the thread only.
  private String missing = "";
  private final Thread thread = Thread.ofVirtual().name("revocations").unstarted(this::run);

  RevocationFollower(
      KafkaConnection kafka,
      RevocationSettings settings,
      SessionMemory sessions,
      TokenEvents events,
      RevokedGrants grants,
      AccessEpochs epochs,
      Logouts logouts,
      EndedSessions ended,
      Doubts doubts,
      Feed feed,
      Clock clock) {
    this.kafka = kafka;
    this.settings = settings;
    this.sessions = sessions;
    this.events = events;
    this.grants = grants;
    this.epochs = epochs;
    this.logouts = logouts;
    this.ended = ended;
    this.doubts = doubts;
    this.feed = feed;
    this.clock = clock;
  }

  @PostConstruct
  void start() {
    thread.start();
  }

  @PreDestroy
  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join(FAREWELL);
  }

  private void run() {
    while (!thread.isInterrupted()) {
      try (TokenTopic topic = new TokenTopic(kafka, settings, sessions)) {
        follow(topic);
      } catch (InterruptException e) {
        return;
      } catch (UnknownTopicOrPartitionException e) {
        missing("topic: " + e.getMessage());
      } catch (RuntimeException e) {
        // Whatever it is, it must not end the thread: the news would stay stale for ever.
        missing("kafka: " + e.getClass().getSimpleName());
      }
    }
  }

  private void follow(TokenTopic topic) {
    Instant reliable = feed.confirmed().orElseGet(clock::instant);
    topic.readFrom(reliable);
    // What was published before this began is read once more, and is no news in any trace.
    Consumer<ConsumerRecord<byte[], byte[]>> handler = events::accept;
    while (!thread.isInterrupted() && !topic.hasGrown()) {
      Instant asked = clock.instant();
      topic.catchUp(handler);
      handler = events::acceptNews;
      feed.confirm(asked);
      nothingMissing();
      grants.forgetExpired();
      epochs.forgetExpired();
      logouts.forgetOld();
      doubts.forgetExpired();
      ended.retell();
    }
  }

  // Told once per change: it is tried twice a second.
  private void missing(String what) {
    if (!what.equals(missing)) {
      missing = what;
      log.atWarn().addKeyValue("missing", what).log("Token events cannot be read");
    }
    pause();
  }

  private void nothingMissing() {
    if (!missing.isEmpty()) {
      missing = "";
      log.atInfo().log("Token events are read again");
    }
  }

  private void pause() {
    try {
      Thread.sleep(BACK_OFF);
    } catch (InterruptedException e) {
      thread.interrupt();
    }
  }
}
