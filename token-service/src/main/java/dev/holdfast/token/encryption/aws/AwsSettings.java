package dev.holdfast.token.encryption.aws;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How AWS KMS is reached.
 *
 * @param endpoint instead of the region's own, such as that of a VPC
 */
@ConfigurationProperties("holdfast.token.keys.aws")
record AwsSettings(@Nullable URI endpoint) {}
