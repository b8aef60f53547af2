package dev.holdfast.gateway.limit;

import java.time.Duration;

/**
 * A budget is spent.
 *
 * @param what {@code user} or {@code tool}
 * @param retryAfter when there will be something in it
 */
public record Exceeded(String what, Duration retryAfter) {}
