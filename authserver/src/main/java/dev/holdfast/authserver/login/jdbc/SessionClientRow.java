package dev.holdfast.authserver.login.jdbc;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** One of the rows of a session; the two columns together are the key. */
@MappedEntity("session_client")
record SessionClientRow(@Id String sid, String clientId) {}
