package dev.holdfast.runtime.settings;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a service that does nothing else.
 *
 * @param patience how long it waits
 * @param most how much it takes
 * @param strict whether it is
 * @param mode how it works
 * @param issuers whom it trusts
 * @param url where it is
 */
@ConfigurationProperties("holdfast.sample")
@Requires(property = "sample")
record SampleSettings(
    @Bindable(defaultValue = "10s") Duration patience,
    @Bindable(defaultValue = "5") int most,
    @Bindable(defaultValue = "true") boolean strict,
    @Bindable(defaultValue = "FAST") Mode mode,
    @Nullable List<URI> issuers,
    @Nullable URI url) {

  enum Mode {
    FAST,
    SLOW
  }
}
