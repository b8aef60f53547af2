/**
 * The trace of a call: where it comes from, and what is said of it on the way to the server. Over
 * HTTP by the headers, in MCP by {@code _meta}.
 */
@NullMarked
package dev.holdfast.gateway.tracing;

import org.jspecify.annotations.NullMarked;
