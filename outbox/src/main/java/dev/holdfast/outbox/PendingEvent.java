package dev.holdfast.outbox;

import dev.holdfast.contracts.events.EncodedEvent;
import dev.holdfast.runtime.tracing.TraceHeaders;
import java.util.Optional;

/**
 * A committed event that waits to be published.
 *
 * @param seq its place in the order
 * @param event what to send
 * @param trace of the work that appended it
 */
public record PendingEvent(long seq, EncodedEvent event, Optional<TraceHeaders> trace) {}
