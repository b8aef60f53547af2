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
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the configured clients at start, in place: ids and what hangs on them stay. One that was
 * taken out of the configuration, or lost its secret there, stays in the database until an operator
 * deletes it, because during a rollout other replicas still have it; here it does not count.
 */
@Singleton
final class ConfiguredClients implements ApplicationEventListener<StartupEvent> {

  private static final Logger log = LoggerFactory.getLogger(ConfiguredClients.class);

  private final List<ConfiguredClient> configured;
  private final Set<String> complete;
  private final ClientRegistry registry;
  private final Clock clock;

  ConfiguredClients(List<ConfiguredClient> configured, ClientRegistry registry, Clock clock) {
    this.configured = configured;
    this.complete =
        configured.stream()
            .filter(ConfiguredClient::complete)
            .map(ConfiguredClient::id)
            .collect(Collectors.toUnmodifiableSet());
    this.registry = registry;
    this.clock = clock;
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    for (ConfiguredClient client : configured) {
      if (client.complete()) {
        apply(client);
      } else {
        log.atInfo().addKeyValue("clientId", client.id()).log("Client has no secret: left out");
      }
    }
    registry.configuredIds().stream().filter(id -> !complete.contains(id)).forEach(this::tell);
  }

  /** Whether the present configuration has a client, with all that it needs. */
  boolean have(String clientId) {
    return complete.contains(clientId);
  }

  /** Whether a client is one of somebody's configuration, but not of the present one. */
  boolean dropped(Client client) {
    return client.origin() == Origin.CONFIGURED && !have(client.clientId());
  }

  private void tell(String clientId) {
    log.atWarn()
        .addKeyValue("clientId", clientId)
        .log("Client is not configured any more: refused; delete it to end its grants");
  }

  private void apply(ConfiguredClient client) {
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
        client.resourceServer(),
        clock.instant(),
        null);
  }

  private static @Nullable String hash(@Nullable Secret secret) {
    return secret == null ? null : OpaqueValue.hash(secret);
  }
}
