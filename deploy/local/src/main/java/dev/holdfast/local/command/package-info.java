/** What {@code ./dev} can be told: {@code up}, {@code demo}. */
@NullMarked
package dev.holdfast.local.command;

import org.jspecify.annotations.NullMarked;
