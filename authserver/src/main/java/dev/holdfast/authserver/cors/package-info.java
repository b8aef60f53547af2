/**
 * Lets browser-based public clients call the endpoints that take no cookie (Fetch standard, section
 * 3.3). The endpoints that do take one are never among them.
 */
@NullMarked
package dev.holdfast.authserver.cors;

import org.jspecify.annotations.NullMarked;
