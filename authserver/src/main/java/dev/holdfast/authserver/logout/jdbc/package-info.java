/** Duties in a table. */
@NullMarked
package dev.holdfast.authserver.logout.jdbc;

import org.jspecify.annotations.NullMarked;
