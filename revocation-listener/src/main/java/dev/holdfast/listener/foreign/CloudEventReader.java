package dev.holdfast.listener.foreign;

import dev.holdfast.contracts.events.Decoded;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.EventType;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.listener.deadletter.DeadLetterReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code login-success} by our schema, of the producer's own subjects only. */
final class CloudEventReader implements LoginReader {

  private final EventCodec codec = new EventCodec();
  private final Producer producer;

  CloudEventReader(Producer producer) {
    this.producer = producer;
  }

  @Override
  public ForeignLogin read(byte @Nullable [] value) throws UnusableException {
    return switch (codec.decode(value)) {
      case Decoded.Unreadable(String why) ->
          throw new UnusableException(DeadLetterReason.UNREADABLE, why);
      case Decoded.Unknown _ ->
          throw new UnusableException(DeadLetterReason.UNKNOWN_TYPE, "type outside the table");
      case Decoded.Known(IdentityEvent.LoginSuccess login) -> login(login);
      case Decoded.Known(Event other) ->
          throw new UnusableException(
              DeadLetterReason.REFUSED,
              "a producer may tell of logins only, not of " + EventType.of(other).wireName());
    };
  }

  private ForeignLogin login(IdentityEvent.LoginSuccess login) throws UnusableException {
    EventHeader header = login.header();
    if (!header.subject().issuer().equals(producer.issuer())) {
      throw new UnusableException(
          DeadLetterReason.FOREIGN_ISSUER, "subject is not of " + producer.issuer());
    }
    return new ForeignLogin(
        header.subject().subject(),
        login.clientId(),
        header.time(),
        Optional.of(login.sid()),
        // CloudEvents 1.0, id: unique together with the source.
        Optional.of(header.source() + " " + header.id()));
  }
}
