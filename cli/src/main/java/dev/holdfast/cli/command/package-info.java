/** The commands: what operators type, and how answers are printed. */
@NullMarked
package dev.holdfast.cli.command;

import org.jspecify.annotations.NullMarked;
