/** Checks authorization requests, and decides the next step of an accepted one. */
@NullMarked
package dev.holdfast.authserver.authorize;

import org.jspecify.annotations.NullMarked;
