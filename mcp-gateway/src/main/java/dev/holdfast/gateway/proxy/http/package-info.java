/** The MCP endpoint: a list of rejections, then the upstream. */
@NullMarked
package dev.holdfast.gateway.proxy.http;

import org.jspecify.annotations.NullMarked;
