package dev.holdfast.authserver.client;

import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.contracts.secret.Secret;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the configured clients at start, in place: ids and what hangs on them stay. */
@Singleton
final class ConfiguredClients implements ApplicationEventListener<StartupEvent> {

  private static final Logger log = LoggerFactory.getLogger(ConfiguredClients.class);

  private final List<ConfiguredClient> configured;
  private final Clients clients;
  private final Clock clock;

  ConfiguredClients(List<ConfiguredClient> configured, Clients clients, Clock clock) {
    this.configured = configured;
    this.clients = clients;
    this.clock = clock;
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    configured.forEach(this::apply);
  }

  private void apply(ConfiguredClient client) {
    if (client.confidential() && client.secret() == null) {
      log.atInfo().addKeyValue("clientId", client.id()).log("Client has no secret: left out");
      return;
    }
    Optional<Client> present = clients.find(client.id());
    if (present.isPresent()) {
      clients.update(registered(client, present.get().createdAt()));
      return;
    }
    try {
      clients.save(registered(client, clock.instant()));
    } catch (DataAccessException e) {
      // Another replica was faster; with the same configuration it wrote the same row.
      if (clients.find(client.id()).isEmpty()) {
        throw e;
      }
    }
  }

  private static Client registered(ConfiguredClient client, Instant createdAt) {
    return new Client(
        client.id(),
        Optional.ofNullable(client.name()).orElse(client.id()),
        hash(client.confidential() ? client.secret() : null),
        joined(client.redirectUris()),
        joined(client.grantTypes()),
        joined(client.scopes()),
        joined(client.resources()),
        true,
        createdAt);
  }

  private static @Nullable String hash(@Nullable Secret secret) {
    return secret == null ? null : OpaqueValue.hash(secret);
  }

  private static String joined(@Nullable List<String> words) {
    return words == null ? "" : String.join(" ", words);
  }
}
