/** Protected resource metadata (RFC 9728) over HTTP. */
@NullMarked
package dev.holdfast.gateway.metadata.http;

import org.jspecify.annotations.NullMarked;
