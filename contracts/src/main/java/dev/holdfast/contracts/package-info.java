/**
 * What crosses a process boundary, one package per language spoken there: {@code identity} (who),
 * {@code claims} (what an access token says), {@code events} (what Kafka carries), {@code grants},
 * {@code connections} and {@code revocation} (the internal HTTP API), {@code problem} (how it
 * refuses) and {@code secret} (what must never be printed).
 */
@NullMarked
package dev.holdfast.contracts;

import org.jspecify.annotations.NullMarked;
