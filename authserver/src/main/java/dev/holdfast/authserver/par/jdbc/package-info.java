/** Pushed authorization requests in the database. */
@NullMarked
package dev.holdfast.authserver.par.jdbc;

import org.jspecify.annotations.NullMarked;
