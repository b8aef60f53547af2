/** The one Kafka producer and the names of the topics. */
@NullMarked
package dev.holdfast.listener.broker;

import org.jspecify.annotations.NullMarked;
