package dev.holdfast.gateway.restart;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/**
 * How long clients are kept from noticing that an upstream restarts.
 *
 * @param patience how long a call waits for a server that accepts no connections
 * @param streamPatience how long an open stream waits
 * @param sessions how many replaced sessions this replica remembers; what is forgotten is replaced
 *     once more
 * @param idle after which time without a call a replaced session is forgotten
 */
@Context
@ConfigurationProperties("holdfast.gateway.restart")
record RestartSettings(
    @Bindable(defaultValue = "10s") Duration patience,
    @Bindable(defaultValue = "5m") Duration streamPatience,
    @Bindable(defaultValue = "10000") @Positive int sessions,
    @Bindable(defaultValue = "12h") Duration idle) {

  RestartSettings {
    Times.requireNotNegative("holdfast.gateway.restart.patience", patience);
    Times.requireNotNegative("holdfast.gateway.restart.stream-patience", streamPatience);
    Times.requirePositive("holdfast.gateway.restart.idle", idle);
  }
}
