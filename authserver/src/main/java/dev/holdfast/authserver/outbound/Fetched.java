package dev.holdfast.authserver.outbound;

import java.time.Duration;
import java.util.Optional;

/** What came of reading a document. */
public sealed interface Fetched {

  /**
   * The document.
   *
   * @param json its text; whether it is JSON is for the caller to find out
   * @param freshFor how long its server lets it be kept (RFC 9111, section 4.2); empty if it does
   *     not say
   */
  record Document(String json, Optional<Duration> freshFor) implements Fetched {}

  /** There is none, or nothing that we take: asking again soon is no use. */
  record Refused(String reason) implements Fetched {}

  /** It cannot be told now. */
  record Unreachable(String reason) implements Fetched {}
}
