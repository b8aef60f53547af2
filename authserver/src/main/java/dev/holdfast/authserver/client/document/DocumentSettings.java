package dev.holdfast.authserver.client.document;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.Optional;

/**
 * Client ID metadata documents.
 *
 * @param enabled whether they are taken at all
 * @param freshAtLeast how long a document is kept even if its server says shorter, or nothing
 * @param freshAtMost how long it is kept even if its server says longer
 * @param failureFor how long a failure is remembered, to spare both sides
 * @param staleFor how long the last good document serves while its server cannot be reached
 * @param maxBytes how long a document may be
 * @param maxKept how many are kept
 */
@Context
@ConfigurationProperties("holdfast.authserver.client-documents")
public record DocumentSettings(
    @Bindable(defaultValue = "true") boolean enabled,
    @Bindable(defaultValue = "1m") Duration freshAtLeast,
    @Bindable(defaultValue = "1d") Duration freshAtMost,
    @Bindable(defaultValue = "10s") Duration failureFor,
    @Bindable(defaultValue = "1d") Duration staleFor,
    @Bindable(defaultValue = "10240") @Positive int maxBytes,
    @Bindable(defaultValue = "10000") @Positive int maxKept) {

  /** Refuses bounds that contradict each other. */
  public DocumentSettings {
    Times.requireNotNegative("holdfast.authserver.client-documents.fresh-at-least", freshAtLeast);
    if (freshAtMost.compareTo(freshAtLeast) < 0) {
      throw new IllegalArgumentException(
          "holdfast.authserver.client-documents.fresh-at-most is less than fresh-at-least");
    }
    Times.requireNotNegative("holdfast.authserver.client-documents.failure-for", failureFor);
    Times.requireNotNegative("holdfast.authserver.client-documents.stale-for", staleFor);
  }

  /** How long a document is kept, given what its server says. */
  Duration freshness(Optional<Duration> said) {
    Duration wanted = said.orElse(freshAtLeast);
    if (wanted.compareTo(freshAtLeast) < 0) {
      return freshAtLeast;
    }
    return wanted.compareTo(freshAtMost) > 0 ? freshAtMost : wanted;
  }
}
