/** The token-service's API for sweeps: many grants of one subject or client, once per event. */
@NullMarked
package dev.holdfast.contracts.revocation;

import org.jspecify.annotations.NullMarked;
