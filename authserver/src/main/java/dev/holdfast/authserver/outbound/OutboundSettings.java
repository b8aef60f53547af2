package dev.holdfast.authserver.outbound;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far requests to clients' addresses go.
 *
 * @param timeout how long one may take as a whole
 * @param maxConcurrent how many may be under way at once for one purpose
 * @param maxPerHost how many of these may be for one host
 * @param allowedPrivateHosts hosts that may be asked though they are private, and by plain http:
 *     for development and tests
 */
@Context
@ConfigurationProperties("holdfast.authserver.outbound")
public record OutboundSettings(
    @Bindable(defaultValue = "5s") Duration timeout,
    @Bindable(defaultValue = "32") @Positive int maxConcurrent,
    @Bindable(defaultValue = "2") @Positive int maxPerHost,
    @Nullable List<String> allowedPrivateHosts) {

  /** Refuses a time that is not positive. */
  public OutboundSettings {
    Times.requirePositive("holdfast.authserver.outbound.timeout", timeout);
  }

  /** Whether a host may be asked wherever it is. */
  public boolean allowsPrivate(String host) {
    return allowedPrivateHosts != null
        && allowedPrivateHosts.contains(host.toLowerCase(Locale.ROOT));
  }
}
