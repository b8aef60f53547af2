/**
 * Makes each decision again and compares: with its cause by the listener's own policy, and with the
 * grants that were live then by what is on record of them. Knows nothing of Kafka.
 */
@NullMarked
package dev.holdfast.listener.replay.judge;

import org.jspecify.annotations.NullMarked;
