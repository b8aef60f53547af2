/** The outbox as two tables of the service's own database. */
@NullMarked
package dev.holdfast.outbox.jdbc;

import org.jspecify.annotations.NullMarked;
