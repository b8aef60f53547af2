/** Token revocation (RFC 7009). */
@NullMarked
package dev.holdfast.authserver.revoke.http;

import org.jspecify.annotations.NullMarked;
