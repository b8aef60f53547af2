package dev.holdfast.authserver.federation;

import java.util.Optional;

/**
 * What came back with a browser (RFC 6749, sections 4.1.2 and 4.1.2.1).
 *
 * @param state which attempt it answers
 * @param code empty if there is none
 * @param issuer who says so (RFC 9207); empty if nobody does
 * @param error whether it is an error
 */
public record Answer(String state, Optional<String> code, Optional<String> issuer, boolean error) {}
