package dev.holdfast.gateway.session;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How sessions are sealed.
 *
 * @param keyset the file with the keys, the same for all replicas
 * @param createKeyset whether to make the file if there is none
 * @param maxAge how old a session may get
 * @param anonymousMaxAge how old one may get that is nobody's in particular
 * @param maxInitialize how many compressed bytes of a client's {@code initialize} fit into an id;
 *     sessions opened with more do not outlive their upstream
 */
@Context
@ConfigurationProperties("holdfast.gateway.session")
public record SessionSettings(
    @NotNull Path keyset,
    @Bindable(defaultValue = "false") boolean createKeyset,
    @NotNull Duration maxAge,
    @Bindable(defaultValue = "1d") Duration anonymousMaxAge,
    @Bindable(defaultValue = "1024") @PositiveOrZero @Max(2_048) int maxInitialize) {

  /** Refuses ages that no session has. */
  public SessionSettings {
    Times.requirePositive("holdfast.gateway.session.max-age", maxAge);
    Times.requirePositive("holdfast.gateway.session.anonymous-max-age", anonymousMaxAge);
  }
}
