/**
 * Puts on record what people did through the gateway: {@code AuditTrail} words the events, {@code
 * Backlog} holds them, {@code kafka} sends them. Calls never wait for it; what the backlog has no
 * room for is lost, counted and logged.
 */
@NullMarked
package dev.holdfast.gateway.audit;

import org.jspecify.annotations.NullMarked;
