package dev.holdfast.gateway.upstream;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/**
 * How long to wait for upstream servers.
 *
 * @param connectTimeout how long to wait for a connection, to servers without their own
 * @param answerTimeout how long to wait for the head of an answer, likewise; a stream may then last
 *     as long as it likes
 * @param blockPrivate whether servers must have addresses of the public internet
 * @param stripHeaders clients' headers that no server gets, beside those that say who asks; an
 *     ending {@code *} stands for any ending
 */
@Context
@ConfigurationProperties("holdfast.gateway.upstream")
public record UpstreamSettings(
    @Bindable(defaultValue = "2s") Duration connectTimeout,
    @Bindable(defaultValue = "5m") Duration answerTimeout,
    @Bindable(defaultValue = "false") boolean blockPrivate,
    @Bindable(defaultValue = "") List<String> stripHeaders) {

  /** Refuses times that are not positive; an empty property is an empty list. */
  public UpstreamSettings {
    Times.requirePositive("holdfast.gateway.upstream.connect-timeout", connectTimeout);
    Times.requirePositive("holdfast.gateway.upstream.answer-timeout", answerTimeout);
    stripHeaders =
        stripHeaders.stream().map(String::strip).filter(name -> !name.isEmpty()).toList();
  }

  /** Whether no server gets the client's header of that name. */
  boolean strips(String name) {
    return stripHeaders.stream()
        .anyMatch(
            one ->
                one.endsWith("*")
                    ? Headers.begins(name, one.substring(0, one.length() - 1))
                    : one.equalsIgnoreCase(name));
  }
}
