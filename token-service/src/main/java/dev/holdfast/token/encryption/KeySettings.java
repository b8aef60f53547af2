package dev.holdfast.token.encryption;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.nio.file.Path;

/**
 * Where the service's own keys are.
 *
 * @param directory holds one keyset file per purpose; every replica needs the same files
 */
@ConfigurationProperties("holdfast.token.keys")
record KeySettings(Path directory) {}
