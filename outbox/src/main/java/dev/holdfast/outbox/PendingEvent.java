package dev.holdfast.outbox;

import dev.holdfast.contracts.events.EncodedEvent;

/**
 * A committed event that waits to be published.
 *
 * @param seq its place in the order
 * @param event what to send
 */
public record PendingEvent(long seq, EncodedEvent event) {}
