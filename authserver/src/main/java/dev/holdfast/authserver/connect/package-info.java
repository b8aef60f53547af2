/**
 * Connections to upstream providers that a resource needs; the port to the token-service's half.
 */
@NullMarked
package dev.holdfast.authserver.connect;

import org.jspecify.annotations.NullMarked;
