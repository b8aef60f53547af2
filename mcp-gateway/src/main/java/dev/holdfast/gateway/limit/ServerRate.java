package dev.holdfast.gateway.limit;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The limit of one server.
 *
 * @param name the server's
 * @param rate how much one person may ask of the server, such as {@code 600/1m}; left out, the rate
 *     of all servers
 */
@EachProperty("holdfast.gateway.servers")
record ServerRate(@Parameter String name, @Nullable String rate) {}
