/**
 * Reads decisions back from Kafka and checks each against the policy; a command of its own that
 * never writes.
 */
@NullMarked
package dev.holdfast.listener.replay;

import org.jspecify.annotations.NullMarked;
