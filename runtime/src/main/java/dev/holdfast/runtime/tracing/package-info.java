/**
 * Traces across services: W3C Trace Context on every way in and out, spans when an exporter is
 * configured. {@link dev.holdfast.runtime.tracing.Tracing} begins spans and makes a context the
 * thread's own; {@link dev.holdfast.runtime.tracing.TraceHeaders} is what crosses a process; {@code
 * http} and {@code kafka} are the ways.
 *
 * <p>No span holds a token, a code, a session id, an argument, a query or a person: attributes are
 * those of this package and its children, and what {@code docs/operations.md} lists.
 */
@NullMarked
package dev.holdfast.runtime.tracing;

import org.jspecify.annotations.NullMarked;
