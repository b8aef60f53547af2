/** Pending authorization requests in the database. */
@NullMarked
package dev.holdfast.authserver.pending.jdbc;

import org.jspecify.annotations.NullMarked;
