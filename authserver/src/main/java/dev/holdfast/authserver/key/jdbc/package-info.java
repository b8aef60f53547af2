/** Signing keys in the database. */
@NullMarked
package dev.holdfast.authserver.key.jdbc;

import org.jspecify.annotations.NullMarked;
