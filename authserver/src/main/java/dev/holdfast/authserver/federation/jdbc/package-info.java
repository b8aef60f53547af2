/** Attempts and identities in the database. */
@NullMarked
package dev.holdfast.authserver.federation.jdbc;

import org.jspecify.annotations.NullMarked;
