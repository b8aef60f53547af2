/** What crosses a process boundary. */
@NullMarked
package dev.holdfast.contracts;

import org.jspecify.annotations.NullMarked;
