/** Providers over OpenID Connect, on Nimbus. */
@NullMarked
package dev.holdfast.authserver.federation.oidc;

import org.jspecify.annotations.NullMarked;
