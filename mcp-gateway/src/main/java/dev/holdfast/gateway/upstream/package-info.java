/** What a request to an upstream server may carry, and how its answer streams back. */
@NullMarked
package dev.holdfast.gateway.upstream;

import org.jspecify.annotations.NullMarked;
