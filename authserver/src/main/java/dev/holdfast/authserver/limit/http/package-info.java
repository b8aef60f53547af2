/** Limits by path and source address, before a body is read. */
@NullMarked
package dev.holdfast.authserver.limit.http;

import org.jspecify.annotations.NullMarked;
