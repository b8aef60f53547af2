/** Sends the backlog of audit events to Kafka. */
@NullMarked
package dev.holdfast.gateway.audit.kafka;

import org.jspecify.annotations.NullMarked;
