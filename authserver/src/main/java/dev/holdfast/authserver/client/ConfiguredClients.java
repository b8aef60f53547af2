package dev.holdfast.authserver.client;

import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.contracts.secret.Secret;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.time.Clock;
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
  private final ClientRegistry registry;
  private final Clock clock;

  ConfiguredClients(List<ConfiguredClient> configured, ClientRegistry registry, Clock clock) {
    this.configured = configured;
    this.registry = registry;
    this.clock = clock;
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    configured.forEach(this::apply);
  }

  private void apply(ConfiguredClient client) {
    if (!client.complete()) {
      log.atInfo().addKeyValue("clientId", client.id()).log("Client has no secret: left out");
      return;
    }
    Client described = described(client);
    if (registry.byId(client.id()).isPresent()) {
      registry.replace(described);
      return;
    }
    try {
      registry.add(described);
    } catch (DataAccessException e) {
      // Another replica was faster; with the same configuration it wrote the same row.
      if (registry.byId(client.id()).isEmpty()) {
        throw e;
      }
    }
  }

  private Client described(ConfiguredClient client) {
    return new Client(
        client.id(),
        Origin.CONFIGURED,
        client.metadata(),
        hash(client.confidential() ? client.secret() : null),
        null,
        Optional.ofNullable(client.resources()).orElse(List.of()),
        clock.instant(),
        null);
  }

  private static @Nullable String hash(@Nullable Secret secret) {
    return secret == null ? null : OpaqueValue.hash(secret);
  }
}
