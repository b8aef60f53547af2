package dev.holdfast.token.connections;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/**
 * How tokens are refreshed before anybody needs them.
 *
 * @param usedWithin only tokens of connections used within this time
 * @param atOnce how many at once, in each replica
 */
@Context
@ConfigurationProperties("holdfast.token.connections.ahead")
public record AheadSettings(
    @Bindable(defaultValue = "1d") Duration usedWithin,
    @Positive @Max(500) @Bindable(defaultValue = "16") int atOnce) {

  private static final int NOTES_OF_USE = 24;

  /** Refuses a time that is none. */
  public AheadSettings {
    Times.requirePositive("holdfast.token.connections.ahead.used-within", usedWithin);
  }

  /** How exactly the time of the last use is kept: a write per use would be a waste. */
  Duration noteUseAfter() {
    return usedWithin.dividedBy(NOTES_OF_USE);
  }
}
