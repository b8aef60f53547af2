package dev.holdfast.authserver.login;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * What counts as having signed in just now.
 *
 * @param freshLogin for how long after signing in people may add ways to sign in; later they sign
 *     in again first
 */
@Context
@ConfigurationProperties("holdfast.authserver")
record FreshLoginSettings(@Bindable(defaultValue = "5m") Duration freshLogin) {

  /** Refuses a time that is not positive. */
  FreshLoginSettings {
    Times.requirePositive("holdfast.authserver.fresh-login", freshLogin);
  }
}
