/**
 * Whether a token still counts: its signature and its time, then its grant, then its person (RFC
 * 7662).
 */
@NullMarked
package dev.holdfast.authserver.introspect;

import org.jspecify.annotations.NullMarked;
