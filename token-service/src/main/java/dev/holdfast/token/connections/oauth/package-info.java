/** Providers that speak OAuth 2.0, by Nimbus. */
@NullMarked
package dev.holdfast.token.connections.oauth;

import org.jspecify.annotations.NullMarked;
