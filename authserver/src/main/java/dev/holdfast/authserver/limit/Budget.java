package dev.holdfast.authserver.limit;

import java.time.Duration;

/**
 * What may be spent.
 *
 * @param id whose it is; opaque
 * @param capacity how much at once
 * @param period in which it fills up again, evenly
 */
public record Budget(String id, long capacity, Duration period) {}
