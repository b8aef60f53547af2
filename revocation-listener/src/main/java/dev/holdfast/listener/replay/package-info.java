/**
 * Audits the listener from Kafka alone; a command of its own that never writes. {@code read} brings
 * three topics into the order of time, {@code grants} rebuilds who had which grants, {@code judge}
 * makes each decision again and compares, {@code explain} tells one grant's or user's story, {@code
 * print} prints.
 */
@NullMarked
package dev.holdfast.listener.replay;

import org.jspecify.annotations.NullMarked;
