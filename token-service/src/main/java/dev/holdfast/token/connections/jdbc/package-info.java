/** Connections, their leases and pending consents in the service's database. */
@NullMarked
package dev.holdfast.token.connections.jdbc;

import org.jspecify.annotations.NullMarked;
