/** Gets a user's upstream token from the token-service. */
@NullMarked
package dev.holdfast.gateway.upstream.http;

import org.jspecify.annotations.NullMarked;
