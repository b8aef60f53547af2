/** Several MCP servers behind one endpoint of the gateway, with real servers and a real client. */
@NullMarked
package dev.holdfast.acceptance.aggregate;

import org.jspecify.annotations.NullMarked;
