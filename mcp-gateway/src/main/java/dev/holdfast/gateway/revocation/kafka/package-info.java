/** Follows the token events on Kafka. */
@NullMarked
package dev.holdfast.gateway.revocation.kafka;

import org.jspecify.annotations.NullMarked;
