/** Write transactions that survive a deadlock. */
@NullMarked
package dev.holdfast.token.transaction;

import org.jspecify.annotations.NullMarked;
