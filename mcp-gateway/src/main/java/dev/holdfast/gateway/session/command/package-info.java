/** Looks after the keys that seal sessions, from the command line. */
@NullMarked
package dev.holdfast.gateway.session.command;

import org.jspecify.annotations.NullMarked;
