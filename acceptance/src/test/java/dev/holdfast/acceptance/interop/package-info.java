/**
 * Published clients of OAuth and of MCP, each as it is, and the public conformance suite of MCP.
 * Those for Node are programs in {@code src/test/node}; the test plays the person at the browser.
 */
@NullMarked
package dev.holdfast.acceptance.interop;

import org.jspecify.annotations.NullMarked;
