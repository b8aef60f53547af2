/**
 * Turns grants into tokens: code, refresh, client credentials, device code, token exchange and
 * identity assertion, one class each.
 */
@NullMarked
package dev.holdfast.authserver.token;

import org.jspecify.annotations.NullMarked;
