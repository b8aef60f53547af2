/** Publishing with an idempotent Kafka producer. */
@NullMarked
package dev.holdfast.outbox.kafka;

import org.jspecify.annotations.NullMarked;
