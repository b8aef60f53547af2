/** Has the token-service end a user's connections. */
@NullMarked
package dev.holdfast.gateway.builtin.http;

import org.jspecify.annotations.NullMarked;
