/** Puts every applied decision on record, under an id derived from its cause. */
@NullMarked
package dev.holdfast.listener.audit;

import org.jspecify.annotations.NullMarked;
