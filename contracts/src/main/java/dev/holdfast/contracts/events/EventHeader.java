package dev.holdfast.contracts.events;

import static java.util.Objects.requireNonNull;

import dev.holdfast.contracts.identity.SubjectId;
import java.net.URI;
import java.time.Instant;

/**
 * What every event tells.
 *
 * @param id unique at its source (CloudEvents {@code id})
 * @param source who says so (CloudEvents {@code source})
 * @param time when it happened, not when it was sent (CloudEvents {@code time})
 * @param subject whom it is about (RFC 9493, section 3.2.3)
 */
public record EventHeader(String id, URI source, Instant time, SubjectId subject) {

  /** Refuses missing parts. */
  public EventHeader {
    requireNonNull(id, "id");
    requireNonNull(source, "source");
    requireNonNull(time, "time");
    requireNonNull(subject, "subject");
  }
}
