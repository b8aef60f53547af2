package dev.holdfast.authserver.grants.http;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long the token-service is waited for.
 *
 * @param answerTimeout for a refresh, or how a grant stands: calls that nobody else makes wait.
 *     Other calls may take as long as the providers behind the token-service, see {@code
 *     micronaut.http.services.token-service}
 */
@Context
@ConfigurationProperties("holdfast.authserver.grants")
record GrantSettings(@Bindable(defaultValue = "5s") Duration answerTimeout) {

  GrantSettings {
    Times.requirePositive("holdfast.authserver.grants.answer-timeout", answerTimeout);
  }
}
