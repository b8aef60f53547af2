/** Wrapped data keys in the service's database. */
@NullMarked
package dev.holdfast.token.encryption.jdbc;

import org.jspecify.annotations.NullMarked;
