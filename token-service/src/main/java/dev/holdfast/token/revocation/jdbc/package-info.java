/** What each sweep answered, by event id. */
@NullMarked
package dev.holdfast.token.revocation.jdbc;

import org.jspecify.annotations.NullMarked;
