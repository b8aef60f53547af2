/** Locked and deleted users: BEHAVIOURS B. */
@NullMarked
package dev.holdfast.acceptance.kill;

import org.jspecify.annotations.NullMarked;
