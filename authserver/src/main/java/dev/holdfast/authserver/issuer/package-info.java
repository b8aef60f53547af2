/**
 * Who this server is: its issuer identifier, the addresses below it, and how long its tokens live.
 */
@NullMarked
package dev.holdfast.authserver.issuer;

import org.jspecify.annotations.NullMarked;
