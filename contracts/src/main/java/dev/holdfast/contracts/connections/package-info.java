/** The token-service's API for tokens of upstream providers, held per user. */
@NullMarked
package dev.holdfast.contracts.connections;

import org.jspecify.annotations.NullMarked;
