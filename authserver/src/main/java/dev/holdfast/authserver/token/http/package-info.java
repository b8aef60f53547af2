/** The token endpoint. */
@NullMarked
package dev.holdfast.authserver.token.http;

import org.jspecify.annotations.NullMarked;
