/** A login in one place, seen from the others: BEHAVIOURS A. */
@NullMarked
package dev.holdfast.acceptance.login;

import org.jspecify.annotations.NullMarked;
