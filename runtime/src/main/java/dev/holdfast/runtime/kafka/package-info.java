/** How the Kafka clients of a service reach the brokers. */
@NullMarked
package dev.holdfast.runtime.kafka;

import org.jspecify.annotations.NullMarked;
