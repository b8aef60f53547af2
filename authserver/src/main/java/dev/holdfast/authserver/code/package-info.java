/**
 * Authorization codes: single use, bound to client, redirect, PKCE and resource (RFC 6749, section
 * 4.1.2).
 */
@NullMarked
package dev.holdfast.authserver.code;

import org.jspecify.annotations.NullMarked;
