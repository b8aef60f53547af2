package dev.holdfast.authserver.client.jdbc;

import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.Origin;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client as it is stored.
 *
 * @param metadata its description, as the JSON of RFC 7591
 * @param resources separated by spaces
 */
@MappedEntity("client")
record ClientRow(
    @Id String clientId,
    Origin origin,
    String metadata,
    @Nullable String secretHash,
    @Nullable String registrationTokenHash,
    String resources,
    boolean resourceServer,
    Instant createdAt,
    @Nullable Instant lastUsedAt) {

  static ClientRow of(Client client) {
    return new ClientRow(
        client.clientId(),
        client.origin(),
        client.metadata().toJSONObject().toJSONString(),
        client.secretHash(),
        client.registrationTokenHash(),
        String.join(" ", client.resources()),
        client.resourceServer(),
        client.createdAt(),
        client.lastUsedAt());
  }

  Client client(StoredDescriptions descriptions) {
    return new Client(
        clientId,
        origin,
        descriptions.of(this),
        secretHash,
        registrationTokenHash,
        resources.isBlank() ? List.of() : List.of(resources.split(" ")),
        resourceServer,
        createdAt,
        lastUsedAt);
  }
}
