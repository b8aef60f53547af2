package dev.holdfast.authserver.client.http;

import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.ClientDirectory;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the clients, in the order of their ids.
 *
 * @param clients the clients
 * @param next what to send as {@code after} for those that follow; absent at the end
 */
@Serdeable
record ClientPage(List<ClientView> clients, @Nullable String next) {

  static ClientPage read(ClientDirectory directory, String after, int limit) {
    List<Client> found = directory.page(after, limit + 1);
    List<Client> shown = found.subList(0, Math.min(limit, found.size()));
    String next = found.size() > limit ? shown.getLast().clientId() : null;
    return new ClientPage(shown.stream().map(ClientView::of).toList(), next);
  }
}
