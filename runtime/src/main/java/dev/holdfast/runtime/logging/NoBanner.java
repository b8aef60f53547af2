package dev.holdfast.runtime.logging;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;

/** Keeps the framework's banner out of standard output: every line there is a line of the log. */
@ContextConfigurer
public final class NoBanner implements ApplicationContextConfigurer {

  @Override
  public void configure(ApplicationContextBuilder builder) {
    builder.banner(false);
  }
}
