/** Asks the authserver which clients are registered. */
@NullMarked
package dev.holdfast.listener.clients.http;

import org.jspecify.annotations.NullMarked;
