package dev.holdfast.authserver.key;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;

/**
 * Where the key-encryption keyset lives.
 *
 * @param directory a directory shared by replicas; created if absent
 */
@Context
@ConfigurationProperties("holdfast.keys")
record KeySettings(@NotNull Path directory) {}
