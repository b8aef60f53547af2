/**
 * The transactional outbox: an event leaves for Kafka if and only if the change it tells of
 * committed. {@link dev.holdfast.outbox.Outbox#append} writes a row in the caller's transaction;
 * {@link dev.holdfast.outbox.OutboxRelay} takes the rows in order, publishes them, and deletes what
 * the broker acknowledged. {@link dev.holdfast.outbox.Backlog} and {@link
 * dev.holdfast.outbox.Publisher} are its two sides, in {@code jdbc} and {@code kafka}.
 */
@NullMarked
package dev.holdfast.outbox;

import org.jspecify.annotations.NullMarked;
