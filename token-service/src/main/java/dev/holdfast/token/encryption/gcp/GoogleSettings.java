package dev.holdfast.token.encryption.gcp;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How Google Cloud KMS is reached.
 *
 * @param endpoint where its REST API is
 * @param credentials a file of credentials; without it, the environment's own
 */
@ConfigurationProperties("holdfast.token.keys.gcp")
record GoogleSettings(
    @Bindable(defaultValue = "https://cloudkms.googleapis.com") URI endpoint,
    @Nullable Path credentials) {}
