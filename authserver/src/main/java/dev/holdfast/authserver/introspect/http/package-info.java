/** The introspection endpoint, in JSON (RFC 7662) and as a JWT (RFC 9701). */
@NullMarked
package dev.holdfast.authserver.introspect.http;

import org.jspecify.annotations.NullMarked;
