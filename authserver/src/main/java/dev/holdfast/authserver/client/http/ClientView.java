package dev.holdfast.authserver.client.http;

import dev.holdfast.authserver.client.Client;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client as operators see one.
 *
 * @param clientId its id
 * @param name what people are shown
 * @param origin {@code configured}, {@code registered} or {@code document}
 * @param createdAt when it came to be known
 * @param lastUsedAt when it last asked for tokens, to the hour; absent if it never did
 * @param metadata what it says of itself, as RFC 7591 names it
 */
@Serdeable
record ClientView(
    String clientId,
    String name,
    String origin,
    Instant createdAt,
    @Nullable Instant lastUsedAt,
    Map<String, Object> metadata) {

  static ClientView of(Client client) {
    return new ClientView(
        client.clientId(),
        client.name(),
        client.origin().name().toLowerCase(Locale.ROOT),
        client.createdAt(),
        client.lastUsedAt(),
        Map.copyOf(client.metadata().toJSONObject()));
  }
}
