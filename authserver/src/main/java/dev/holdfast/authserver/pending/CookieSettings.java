package dev.holdfast.authserver.pending;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import org.jspecify.annotations.Nullable;

/**
 * How cookies are set.
 *
 * @param secure whether they are {@code Secure} and their names begin with {@code __Host-}; by
 *     default if the issuer is https. Over plain http on loopback browsers accept such cookies,
 *     HTTP libraries mostly do not.
 */
@Context
@ConfigurationProperties("holdfast.authserver.cookies")
record CookieSettings(@Nullable Boolean secure) {}
