/** Users in the database. */
@NullMarked
package dev.holdfast.authserver.user.jdbc;

import org.jspecify.annotations.NullMarked;
