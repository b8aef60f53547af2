/**
 * Logins at other systems. Each producer has a topic of its own and a mapping; what it says becomes
 * a {@code login-success} of our schema, about a subject of our issuer, on the identity topic. From
 * there on it is decided, put on record and replayed like any other.
 */
@NullMarked
package dev.holdfast.listener.foreign;

import org.jspecify.annotations.NullMarked;
