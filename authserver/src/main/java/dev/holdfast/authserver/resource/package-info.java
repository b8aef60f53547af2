/** The resources that tokens may be asked for (RFC 8707), and the scopes on offer. */
@NullMarked
package dev.holdfast.authserver.resource;

import org.jspecify.annotations.NullMarked;
