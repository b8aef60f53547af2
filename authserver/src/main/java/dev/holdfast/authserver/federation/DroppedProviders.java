package dev.holdfast.authserver.federation;

import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unlinks everybody from providers that are not configured any more, or have become another issuer.
 * Every replica does it, soon after its start and now and then: each identity is unlinked once
 * whoever comes first, and what a crash leaves over is found again.
 *
 * <p>Whom a provider let in since this replica started, another replica knows that provider, whose
 * configuration may be newer: they are left alone for a day, which no rollout lasts.
 */
// Made at the start, not for the first sweep: it notes when that was.
@Context
class DroppedProviders {

  private static final Logger log = LoggerFactory.getLogger(DroppedProviders.class);
  private static final int BATCH = 100;
  private static final Duration LONGEST_ROLLOUT = Duration.ofDays(1);

  private final FederatedIdentities identities;
  private final LoginProviders providers;
  private final ProviderLinks links;
  private final Clock clock;
  private final Instant started;

  DroppedProviders(
      FederatedIdentities identities, LoginProviders providers, ProviderLinks links, Clock clock) {
    this.identities = identities;
    this.providers = providers;
    this.links = links;
    this.clock = clock;
    this.started = clock.instant();
  }

  @Scheduled(fixedDelay = "10m", initialDelay = "1s")
  void sweep() {
    identities.providers().stream()
        .filter(known -> !providers.know(known.provider(), known.issuer()))
        .forEach(this::drop);
  }

  private void drop(KnownProvider dropped) {
    long unlinked = 0;
    List<FederatedIdentity> batch = page(dropped);
    while (!batch.isEmpty()) {
      // One transaction each: nobody's row is locked for long.
      unlinked += batch.stream().filter(links::drop).count();
      log.atWarn()
          .addKeyValue("provider", dropped.provider())
          .addKeyValue("issuer", dropped.issuer())
          .addKeyValue("unlinked", unlinked)
          .log("Login provider is not configured any more");
      batch = page(dropped);
    }
  }

  private List<FederatedIdentity> page(KnownProvider dropped) {
    Instant dayAgo = clock.instant().minus(LONGEST_ROLLOUT);
    Instant unusedSince = started.isAfter(dayAgo) ? started : dayAgo;
    return identities.page(dropped.provider(), dropped.issuer(), unusedSince, BATCH);
  }
}
