package dev.holdfast.token.epoch;

import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.TokenEvent.AccessEpoch;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.revocation.EpochReason;
import dev.holdfast.outbox.Outbox;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Access epochs, told to the world in the transaction they are raised in. They only ever grow. */
@Singleton
public final class AccessEpochs {

  private static final Logger log = LoggerFactory.getLogger(AccessEpochs.class);
  private static final URI SOURCE = URI.create("urn:holdfast:token-service");

  private final EpochStore epochs;
  private final Outbox outbox;

  AccessEpochs(EpochStore epochs, Outbox outbox) {
    this.epochs = epochs;
    this.outbox = outbox;
  }

  /**
   * Refuses the subject's access tokens older than {@code epoch}, in the caller's transaction. One
   * that is not newer than the newest changes nothing and is not told: what it asks for is so.
   *
   * @param cause the id of the event behind it
   */
  public void raise(SubjectId subject, Instant epoch, EpochReason reason, String cause) {
    // Claims tell microseconds, so a finer epoch would refuse the tokens that were made for it.
    Instant instant = epoch.truncatedTo(ChronoUnit.MICROS);
    if (!epochs.raise(subject, instant)) {
      return;
    }
    outbox.append(
        new AccessEpoch(
            new EventHeader(UUID.randomUUID().toString(), SOURCE, instant, subject),
            reason,
            cause));
    log.atInfo()
        .addKeyValue("subject", subject.subject())
        .addKeyValue("epoch", instant)
        .addKeyValue("reason", reason)
        .log("Access epoch raised");
  }

  /** The newest epoch of a subject, if there ever was one. */
  public Optional<Instant> newest(SubjectId subject) {
    return epochs.newest(subject);
  }
}
