/** Where clients learn who issues tokens for a server (RFC 9728). */
@NullMarked
package dev.holdfast.gateway.metadata;

import org.jspecify.annotations.NullMarked;
