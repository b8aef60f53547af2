/** Dynamic client registration (RFC 7591). */
@NullMarked
package dev.holdfast.authserver.client.http;

import org.jspecify.annotations.NullMarked;
