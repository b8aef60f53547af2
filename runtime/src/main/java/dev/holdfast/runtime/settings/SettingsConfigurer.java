package dev.holdfast.runtime.settings;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;

/** Gives every service, and every command that starts a context, its settings from variables. */
@ContextConfigurer
public final class SettingsConfigurer implements ApplicationContextConfigurer {

  @Override
  public void configure(ApplicationContextBuilder builder) {
    new SettingsFromEnvironment(System.getenv(), KnownSettings.declared()).addTo(builder);
  }
}
