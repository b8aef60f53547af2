/** Grants and hashes of refresh tokens in the service's database. */
@NullMarked
package dev.holdfast.token.grants.jdbc;

import org.jspecify.annotations.NullMarked;
