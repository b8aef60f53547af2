package dev.holdfast.gateway.revocation;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;

/**
 * How revocations are followed.
 *
 * @param maxTokenLife the longest life of an access token of any trusted issuer; what is older
 *     needs no memory
 * @param margin added to it for clocks that disagree and tokens on their way
 * @param maxStaleness how old the news may be before grants are asked for one by one
 * @param topic where token events are
 * @param sessionTopic where the ends of MCP sessions are told
 */
@Context
@ConfigurationProperties("holdfast.gateway.revocation")
public record RevocationSettings(
    @Bindable(defaultValue = "1h") Duration maxTokenLife,
    @Bindable(defaultValue = "1m") Duration margin,
    @Bindable(defaultValue = "5s") Duration maxStaleness,
    @Bindable(defaultValue = "holdfast.tokens") @NotBlank String topic,
    @Bindable(defaultValue = "holdfast.sessions") @NotBlank String sessionTopic) {

  /** Refuses times that would forget too early. */
  public RevocationSettings {
    Times.requirePositive("holdfast.gateway.revocation.max-token-life", maxTokenLife);
    Times.requireNotNegative("holdfast.gateway.revocation.margin", margin);
    Times.requirePositive("holdfast.gateway.revocation.max-staleness", maxStaleness);
  }

  /** How long after its end a grant must be remembered. */
  public Duration memory() {
    return maxTokenLife.plus(margin);
  }
}
