/** Turns grants into tokens: code, refresh and client credentials, one class each. */
@NullMarked
package dev.holdfast.authserver.token;

import org.jspecify.annotations.NullMarked;
