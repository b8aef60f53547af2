/** Traces over Kafka: in the headers of records, as every tracing library expects them. */
@NullMarked
package dev.holdfast.runtime.tracing.kafka;

import org.jspecify.annotations.NullMarked;
