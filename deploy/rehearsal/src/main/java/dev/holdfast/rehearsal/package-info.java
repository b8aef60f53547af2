/**
 * Runs each service once as its image will, so that the JVM can keep what it learnt for later
 * starts (JEP 483, 514 and 515).
 */
@NullMarked
package dev.holdfast.rehearsal;

import org.jspecify.annotations.NullMarked;
