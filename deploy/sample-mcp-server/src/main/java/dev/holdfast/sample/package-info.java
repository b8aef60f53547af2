/**
 * A small MCP server behind the gateway: one class per tool, one prompt, one resource.
 *
 * <p>{@link dev.holdfast.sample.SampleMcpServer} puts the SDK's servlet into an embedded container.
 * For each request {@link dev.holdfast.sample.Caller} keeps what the gateway said about the user,
 * and the tools answer from it.
 */
@NullMarked
package dev.holdfast.sample;

import org.jspecify.annotations.NullMarked;
