/**
 * Device authorization (RFC 8628). A device begins a request and polls the token endpoint; its
 * person enters the user code in a browser anywhere, signs in, and decides. In the browser it is a
 * pending request like any other, which ends in an approval instead of a redirection.
 */
@NullMarked
package dev.holdfast.authserver.device;

import org.jspecify.annotations.NullMarked;
