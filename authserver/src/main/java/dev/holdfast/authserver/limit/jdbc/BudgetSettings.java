package dev.holdfast.authserver.limit.jdbc;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How budgets in the database are asked for.
 *
 * @param patience how long one is waited for: for a connection, and for others who spend from it
 */
@Context
@ConfigurationProperties("holdfast.authserver.limits")
record BudgetSettings(@Bindable(defaultValue = "10s") Duration patience) {

  BudgetSettings {
    if (!patience.isPositive()) {
      throw new IllegalArgumentException("holdfast.authserver.limits.patience is not positive");
    }
  }
}
