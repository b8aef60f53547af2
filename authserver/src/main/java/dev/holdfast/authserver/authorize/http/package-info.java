/** The authorization endpoint. */
@NullMarked
package dev.holdfast.authserver.authorize.http;

import org.jspecify.annotations.NullMarked;
