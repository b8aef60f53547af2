package dev.holdfast.gateway.stream;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How streams to clients are kept.
 *
 * @param keepAlive after how much silence a comment is sent, at the latest after twice as much
 * @param linger how long a legacy answer is read on after its client has hung up
 */
@Context
@ConfigurationProperties("holdfast.gateway.stream")
public record StreamSettings(
    @Bindable(defaultValue = "15s") Duration keepAlive,
    @Bindable(defaultValue = "5m") Duration linger) {

  /** Refuses times that are none. */
  public StreamSettings {
    Times.requirePositive("holdfast.gateway.stream.keep-alive", keepAlive);
    Times.requireNotNegative("holdfast.gateway.stream.linger", linger);
  }
}
