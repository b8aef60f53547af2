/** The port to the token-service, where grants and refresh tokens are kept. */
@NullMarked
package dev.holdfast.authserver.grants;

import org.jspecify.annotations.NullMarked;
