/** Consents in the database. */
@NullMarked
package dev.holdfast.authserver.consent.jdbc;

import org.jspecify.annotations.NullMarked;
