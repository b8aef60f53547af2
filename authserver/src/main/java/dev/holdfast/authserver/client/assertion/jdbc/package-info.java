/** Used assertions in the database, which all replicas share. */
@NullMarked
package dev.holdfast.authserver.client.assertion.jdbc;

import org.jspecify.annotations.NullMarked;
