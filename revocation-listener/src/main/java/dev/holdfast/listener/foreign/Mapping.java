package dev.holdfast.listener.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.listener.deadletter.DeadLetterReason;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Turns what one producer says into logins of our users. Pure: the same record, the same event. */
final class Mapping {

  private final Producer producer;
  private final String issuer;
  private final LoginReader reader;

  Mapping(Producer producer, String issuer) {
    this.producer = producer;
    this.issuer = issuer;
    this.reader =
        switch (producer.format()) {
          case CLOUDEVENT -> new CloudEventReader(producer);
          case JSON -> new PointerReader(producer);
        };
  }

  /**
   * Maps a record.
   *
   * @param now no login may lie further ahead of it than the producer's skew: a sweep reaches up to
   *     the login's instant, and a clock that is wrong by years would end what is issued tomorrow
   */
  Mapped map(ConsumerRecord<byte[], byte[]> record, Instant now) {
    ForeignLogin login;
    SubjectId subject;
    try {
      login = reader.read(record.value());
      subject = new SubjectId(issuer, producer.subjectPrefix() + login.subject());
    } catch (UnusableException e) {
      return new Mapped.Unusable(e.reason(), e.detail());
    } catch (IllegalArgumentException _) {
      return new Mapped.Unusable(DeadLetterReason.UNREADABLE, "the subject can be nobody's");
    }
    if (login.time().isAfter(now.plus(producer.skew()))) {
      return new Mapped.Unusable(DeadLetterReason.REFUSED, "the login lies in the future");
    }
    String id = eventId(login, record);
    // A session of theirs is none of ours, so it spares nobody; it is named for the record.
    String sid = producer.name() + ":" + login.session().orElse(id);
    EventHeader header = new EventHeader(id, source(), login.time(), subject);
    return new Mapped.Login(new IdentityEvent.LoginSuccess(header, login.client(), sid));
  }

  /** Derived, so that a record that is read twice leads to one event (RFC 9562, section 5.3). */
  private String eventId(ForeignLogin login, ConsumerRecord<byte[], byte[]> record) {
    String theirs =
        login
            .id()
            .orElseGet(() -> record.topic() + "/" + record.partition() + "/" + record.offset());
    return UUID.nameUUIDFromBytes((source() + " " + theirs).getBytes(UTF_8)).toString();
  }

  private URI source() {
    return URI.create("urn:holdfast:producer:" + producer.name());
  }
}
