/** Budgets of one replica. */
@NullMarked
package dev.holdfast.authserver.limit.local;

import org.jspecify.annotations.NullMarked;
