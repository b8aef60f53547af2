/** Dynamic client registration (RFC 7591), its management (RFC 7592), and clients for operators. */
@NullMarked
package dev.holdfast.authserver.client.http;

import org.jspecify.annotations.NullMarked;
