/**
 * Registered clients: configured and dynamic, how they prove themselves, where they may redirect.
 */
@NullMarked
package dev.holdfast.authserver.client;

import org.jspecify.annotations.NullMarked;
