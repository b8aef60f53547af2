/**
 * Turns grants into tokens: code, refresh, client credentials and token exchange, one class each.
 */
@NullMarked
package dev.holdfast.authserver.token;

import org.jspecify.annotations.NullMarked;
