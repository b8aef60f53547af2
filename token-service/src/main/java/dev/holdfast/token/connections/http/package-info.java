/** The connections API. */
@NullMarked
package dev.holdfast.token.connections.http;

import org.jspecify.annotations.NullMarked;
