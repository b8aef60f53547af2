package dev.holdfast.gateway.server;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/**
 * What scopes mean to each other.
 *
 * @param scopeHierarchy entries such as {@code admin=read write}: the first includes the others,
 *     and what they include
 */
@Context
@ConfigurationProperties("holdfast.gateway")
record ScopeSettings(@Bindable(defaultValue = "") List<String> scopeHierarchy) {

  /** An empty property is an empty list. */
  ScopeSettings {
    scopeHierarchy = scopeHierarchy.stream().filter(entry -> !entry.isBlank()).toList();
  }
}
