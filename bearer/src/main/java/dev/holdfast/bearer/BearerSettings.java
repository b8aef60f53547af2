package dev.holdfast.bearer;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;

/**
 * Which bearer tokens this service's own API accepts. Without {@code holdfast.bearer.audience} the
 * service has no such API.
 *
 * @param audience what tokens must have been issued for
 * @param issuers who may issue them
 * @param paths what is guarded; everything unless said otherwise
 * @param open what is not guarded all the same
 * @param skew how far clocks may disagree; for so long a token lives on after its {@code exp}
 * @param refetchInterval in which time an issuer's keys are fetched at most twice
 */
@ConfigurationProperties("holdfast.bearer")
@Requires(property = "holdfast.bearer.audience")
public record BearerSettings(
    @NotBlank String audience,
    @NotEmpty List<String> issuers,
    @Bindable(defaultValue = "/**") List<String> paths,
    @Bindable(defaultValue = "/health,/health/**,/prometheus") List<String> open,
    @Bindable(defaultValue = "1s") Duration skew,
    @Bindable(defaultValue = "5s") Duration refetchInterval) {

  /** Refuses times that are none. */
  public BearerSettings {
    Times.requireNotNegative("holdfast.bearer.skew", skew);
    Times.requirePositive("holdfast.bearer.refetch-interval", refetchInterval);
  }
}
