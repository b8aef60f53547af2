/** Discovery: RFC 8414 and OpenID Connect. */
@NullMarked
package dev.holdfast.authserver.metadata.http;

import org.jspecify.annotations.NullMarked;
