/**
 * Puts load on server processes and counts what they spend on it.
 *
 * <p>{@link dev.holdfast.bench.load.Load} lets workers repeat a {@link
 * dev.holdfast.bench.load.Work} until {@link dev.holdfast.bench.load.Processes} have spent a given
 * CPU time: first to warm up, then to be measured as a {@link dev.holdfast.bench.load.Figure}.
 */
@NullMarked
package dev.holdfast.bench.load;

import org.jspecify.annotations.NullMarked;
