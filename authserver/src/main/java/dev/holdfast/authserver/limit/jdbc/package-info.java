/** Budgets shared through the database. */
@NullMarked
package dev.holdfast.authserver.limit.jdbc;

import org.jspecify.annotations.NullMarked;
