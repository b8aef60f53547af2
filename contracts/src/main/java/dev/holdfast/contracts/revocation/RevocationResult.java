package dev.holdfast.contracts.revocation;

import io.micronaut.serde.annotation.Serdeable;
import java.util.SortedMap;

/**
 * What a sweep did.
 *
 * @param revoked grants ended, by client id
 * @param spared live grants of the subject left alone, by client id
 */
@Serdeable
public record RevocationResult(
    SortedMap<String, Integer> revoked, SortedMap<String, Integer> spared) {}
