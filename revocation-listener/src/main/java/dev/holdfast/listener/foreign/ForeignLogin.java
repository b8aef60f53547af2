package dev.holdfast.listener.foreign;

import java.time.Instant;
import java.util.Optional;

/**
 * A login in the words of its producer.
 *
 * @param subject its name for the person
 * @param client where the person signed in
 * @param time when
 * @param session its session
 * @param id its id of the login
 */
record ForeignLogin(
    String subject, String client, Instant time, Optional<String> session, Optional<String> id) {}
