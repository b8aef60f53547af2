/** Looks at parked records and puts them back where they came from. */
@NullMarked
package dev.holdfast.listener.deadletter.command;

import org.jspecify.annotations.NullMarked;
