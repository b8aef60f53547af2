/** The token-service's API for grants: issue, refresh, look at and end them. */
@NullMarked
package dev.holdfast.contracts.grants;

import org.jspecify.annotations.NullMarked;
