/** The endpoint that clients call; over HTTP in {@code http}. */
@NullMarked
package dev.holdfast.gateway.proxy;

import org.jspecify.annotations.NullMarked;
