/** Login sessions in the database. */
@NullMarked
package dev.holdfast.authserver.login.jdbc;

import org.jspecify.annotations.NullMarked;
