/** Clients in the database. */
@NullMarked
package dev.holdfast.authserver.client.jdbc;

import org.jspecify.annotations.NullMarked;
