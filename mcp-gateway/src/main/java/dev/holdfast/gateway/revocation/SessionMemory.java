package dev.holdfast.gateway.revocation;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/**
 * For how long the ends of sessions must be remembered.
 *
 * @param maxAge how old a session may get
 * @param anonymousMaxAge how old one may get that is nobody's in particular
 * @param mostEnded how many ends are remembered; of more, some are forgotten
 */
@Context
@ConfigurationProperties("holdfast.gateway.session")
public record SessionMemory(
    @NotNull Duration maxAge,
    @Bindable(defaultValue = "1d") Duration anonymousMaxAge,
    @Bindable(defaultValue = "250000") @Positive int mostEnded) {

  /** Nobody's sessions get no older than other people's. */
  public SessionMemory {
    anonymousMaxAge = anonymousMaxAge.compareTo(maxAge) > 0 ? maxAge : anonymousMaxAge;
  }
}
