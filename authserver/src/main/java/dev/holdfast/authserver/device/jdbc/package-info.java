/** Device requests in the database. */
@NullMarked
package dev.holdfast.authserver.device.jdbc;

import org.jspecify.annotations.NullMarked;
