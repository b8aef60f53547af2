/** Who may use an MCP session: BEHAVIOURS L. */
@NullMarked
package dev.holdfast.acceptance.session;

import org.jspecify.annotations.NullMarked;
