package dev.holdfast.gateway.revocation.kafka;

import dev.holdfast.contracts.events.Decoded;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.events.SessionEvent;
import dev.holdfast.contracts.events.TokenEvent;
import dev.holdfast.gateway.revocation.AccessEpochs;
import dev.holdfast.gateway.revocation.EndedSessions;
import dev.holdfast.gateway.revocation.Logouts;
import dev.holdfast.gateway.revocation.RevokedGrants;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes from a record what the gateway must know: that a grant ended, that rights changed. */
@Singleton
final class TokenEvents {

  private static final Logger log = LoggerFactory.getLogger(TokenEvents.class);

  private final RevokedGrants grants;
  private final AccessEpochs epochs;
  private final Logouts logouts;
  private final EndedSessions sessions;
  private final EventCodec codec = new EventCodec();

  TokenEvents(RevokedGrants grants, AccessEpochs epochs, Logouts logouts, EndedSessions sessions) {
    this.grants = grants;
    this.epochs = epochs;
    this.logouts = logouts;
    this.sessions = sessions;
  }

  void accept(ConsumerRecord<byte[], byte[]> message) {
    switch (codec.decode(message.value())) {
      case Decoded.Known(TokenEvent.GrantRevoked revoked) ->
          grants.revoke(revoked.gid(), revoked.header().time());
      case Decoded.Known(TokenEvent.AccessEpoch epoch) ->
          epochs.raise(epoch.header().subject(), epoch.header().time());
      case Decoded.Known(SessionEvent.SessionsEnded ended) ->
          logouts.tell(ended.header().subject(), ended.header().time());
      case Decoded.Known(SessionEvent.SessionEnded ended) ->
          sessions.tell(ended.session(), ended.until());
      case Decoded.Known _, Decoded.Unknown _ -> {}
      case Decoded.Unreadable(String reason) ->
          log.atWarn()
              .addKeyValue("partition", message.partition())
              .addKeyValue("offset", message.offset())
              .addKeyValue("reason", reason)
              .log("Token event cannot be read");
    }
  }
}
