/**
 * The whole of Holdfast on one machine, every part a process of its own.
 *
 * <p>{@link dev.holdfast.local.system.LocalSystem} knows the order; a {@link
 * dev.holdfast.local.system.Part} says what one process needs; {@link
 * dev.holdfast.local.system.PartProcess} runs it. {@link dev.holdfast.local.system.Settings} is the
 * one place that knows how the parts are told about each other, {@link
 * dev.holdfast.local.system.Ports} the one place for ports, {@link
 * dev.holdfast.local.system.LocalSecrets} the one for passwords and keys.
 */
@NullMarked
package dev.holdfast.local.system;

import org.jspecify.annotations.NullMarked;
