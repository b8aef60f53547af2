/** Runs and due keys in the service's database. */
@NullMarked
package dev.holdfast.token.encryption.rekey.jdbc;

import org.jspecify.annotations.NullMarked;
