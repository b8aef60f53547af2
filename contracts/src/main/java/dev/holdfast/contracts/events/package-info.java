/** CloudEvents on Kafka: the sealed event types, their topics and their one codec. */
@NullMarked
package dev.holdfast.contracts.events;

import org.jspecify.annotations.NullMarked;
