package dev.holdfast.gateway.server;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The gateway as the world sees it.
 *
 * @param publicUrl where clients reach it, without a trailing slash
 * @param issuers the authorization servers it trusts; the first is offered first
 * @param origins browser origins allowed beside the gateway's own
 * @param hosts host names it answers to beside its public one
 * @param skew how far clocks may disagree; for so long a token lives on after its {@code exp}
 * @param refetchInterval in which time an issuer's keys are fetched at most twice
 */
@Context
@ConfigurationProperties("holdfast.gateway")
public record GatewaySettings(
    @NotNull URI publicUrl,
    @NotEmpty List<String> issuers,
    @Bindable(defaultValue = "") List<String> origins,
    @Bindable(defaultValue = "") List<String> hosts,
    @Bindable(defaultValue = "1s") Duration skew,
    @Bindable(defaultValue = "5s") Duration refetchInterval) {

  /** An empty property is an empty list. */
  public GatewaySettings {
    issuers = withoutBlanks(issuers);
    origins = withoutBlanks(origins);
    hosts = withoutBlanks(hosts);
    Times.requireNotNegative("holdfast.gateway.skew", skew);
    Times.requirePositive("holdfast.gateway.refetch-interval", refetchInterval);
  }

  private static List<String> withoutBlanks(List<String> values) {
    return values.stream().map(String::strip).filter(value -> !value.isEmpty()).toList();
  }
}
