/** Authorization codes in the database. */
@NullMarked
package dev.holdfast.authserver.code.jdbc;

import org.jspecify.annotations.NullMarked;
