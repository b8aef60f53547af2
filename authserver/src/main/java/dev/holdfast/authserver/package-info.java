/**
 * Issues tokens: OAuth 2.1 and OpenID Connect.
 *
 * <p>A browser enters at {@code authorize}, which checks the request and opens a {@code pending}
 * one; {@code login}, {@code consent} and {@code connect} each move it on and send the browser back
 * until a {@code code} can be issued. The client then turns the code into tokens at {@code token},
 * which records the grant at the token-service through {@code grants} and signs with {@code key}.
 */
@NullMarked
package dev.holdfast.authserver;

import org.jspecify.annotations.NullMarked;
