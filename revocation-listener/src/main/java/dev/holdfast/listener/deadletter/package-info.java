/** Parks records that nobody can handle, with headers that say why. */
@NullMarked
package dev.holdfast.listener.deadletter;

import org.jspecify.annotations.NullMarked;
