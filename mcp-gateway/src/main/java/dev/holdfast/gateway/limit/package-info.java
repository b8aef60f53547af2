/**
 * How much one person may ask of a server, and of a tool, in what time. Budgets are token buckets
 * in this replica's memory: a person gets as many times as much as there are replicas.
 */
@NullMarked
package dev.holdfast.gateway.limit;

import org.jspecify.annotations.NullMarked;
