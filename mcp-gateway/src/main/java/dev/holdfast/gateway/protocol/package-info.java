/**
 * What the gateway itself reads of MCP: messages, eras, versions, and whether headers agree with
 * the body. Bodies are read here and never rewritten.
 */
@NullMarked
package dev.holdfast.gateway.protocol;

import org.jspecify.annotations.NullMarked;
