/** Decides what a login, a lock or a deletion ends. Pure: the replay asks the same code. */
@NullMarked
package dev.holdfast.listener.policy;

import org.jspecify.annotations.NullMarked;
