/** The provider's callback and the client of the token-service's connections API. */
@NullMarked
package dev.holdfast.authserver.connect.http;

import org.jspecify.annotations.NullMarked;
