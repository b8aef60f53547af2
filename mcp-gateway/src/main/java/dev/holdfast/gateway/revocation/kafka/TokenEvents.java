package dev.holdfast.gateway.revocation.kafka;

import dev.holdfast.contracts.events.Decoded;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.events.SessionEvent;
import dev.holdfast.contracts.events.TokenEvent;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.gateway.revocation.AccessEpochs;
import dev.holdfast.gateway.revocation.Doubts;
import dev.holdfast.gateway.revocation.EndedSessions;
import dev.holdfast.gateway.revocation.Forgetful;
import dev.holdfast.gateway.revocation.Logouts;
import dev.holdfast.gateway.revocation.RevocationSettings;
import dev.holdfast.gateway.revocation.RevokedGrants;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes from a record what the gateway must know: that a grant ended, that rights changed. A record
 * that cannot be read holds up nobody else's; the tokens of the person whose it is, by its key, are
 * asked about from then on.
 */
@Singleton
final class TokenEvents {

  private static final Logger log = LoggerFactory.getLogger(TokenEvents.class);

  private final RevokedGrants grants;
  private final AccessEpochs epochs;
  private final Logouts logouts;
  private final EndedSessions sessions;
  private final Doubts doubts;
  private final List<Forgetful> forgetful;
  private final MeterRegistry metrics;
  private final EventCodec codec = new EventCodec();

  TokenEvents(
      RevokedGrants grants,
      AccessEpochs epochs,
      Logouts logouts,
      EndedSessions sessions,
      Doubts doubts,
      List<Forgetful> forgetful,
      RevocationSettings settings,
      MeterRegistry metrics) {
    this.grants = grants;
    this.epochs = epochs;
    this.logouts = logouts;
    this.sessions = sessions;
    this.doubts = doubts;
    this.forgetful = forgetful;
    this.metrics = metrics;
    unreadable(settings.topic());
    unreadable(settings.sessionTopic());
  }

  void accept(ConsumerRecord<byte[], byte[]> message) {
    switch (codec.decode(message.value())) {
      case Decoded.Known(TokenEvent.GrantRevoked revoked) -> {
        forget(revoked.header().subject());
        grants.revoke(revoked.gid(), revoked.header().time());
      }
      case Decoded.Known(TokenEvent.AccessEpoch epoch) -> {
        forget(epoch.header().subject());
        epochs.raise(epoch.header().subject(), epoch.header().time());
      }
      case Decoded.Known(SessionEvent.SessionsEnded ended) -> {
        forget(ended.header().subject());
        logouts.tell(ended.header().subject(), ended.header().time());
      }
      case Decoded.Known(SessionEvent.SessionEnded ended) ->
          sessions.tell(ended.session(), ended.until());
      case Decoded.Known _, Decoded.Unknown _ -> {}
      case Decoded.Unreadable(String reason) -> unreadable(message, reason);
    }
  }

  private void forget(SubjectId subject) {
    forgetful.forEach(one -> one.forget(subject));
  }

  private void unreadable(ConsumerRecord<byte[], byte[]> message, String reason) {
    if (message.key() != null) {
      doubts.raise(
          new String(message.key(), StandardCharsets.UTF_8),
          Instant.ofEpochMilli(message.timestamp()));
    }
    unreadable(message.topic()).increment();
    log.atError()
        .addKeyValue("topic", message.topic())
        .addKeyValue("partition", message.partition())
        .addKeyValue("offset", message.offset())
        .addKeyValue("reason", reason)
        .log("Token event cannot be read");
  }

  private Counter unreadable(String topic) {
    return Counter.builder("holdfast.gateway.revocation.unreadable")
        .description("Records of which nobody knows what they end")
        .tag("topic", topic)
        .register(metrics);
  }
}
