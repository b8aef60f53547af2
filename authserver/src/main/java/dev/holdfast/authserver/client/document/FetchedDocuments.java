package dev.holdfast.authserver.client.document;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.ClientDocuments;
import dev.holdfast.authserver.client.ClientRegistry;
import dev.holdfast.authserver.limit.Limit;
import dev.holdfast.authserver.limit.Limits;
import dev.holdfast.authserver.limit.SourceAddress;
import dev.holdfast.authserver.outbound.Fetched;
import dev.holdfast.authserver.outbound.Outbound;
import dev.holdfast.authserver.outbound.Purpose;
import dev.holdfast.authserver.refusal.TemporarilyUnavailable;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches documents on demand. Callers that ask for one address at the same time share one request.
 * While its server cannot be reached, the last good document serves on: out of memory, or as it was
 * when the client last got tokens, out of the registry, so that neither an outage over there nor a
 * restart over here ends a session.
 */
@Singleton
final class FetchedDocuments implements ClientDocuments {

  private static final Logger log = LoggerFactory.getLogger(FetchedDocuments.class);

  private final Outbound outbound;
  private final DocumentReader reader;
  private final ClientRegistry registry;
  private final DocumentSettings settings;
  private final Limits limits;
  private final SourceAddress sources;
  private final Clock clock;
  private final AsyncCache<String, Kept> lookups;
  private final Cache<String, Client> lastGood;

  FetchedDocuments(
      Outbound outbound,
      DocumentReader reader,
      ClientRegistry registry,
      DocumentSettings settings,
      Limits limits,
      SourceAddress sources,
      Clock clock) {
    this.outbound = outbound;
    this.reader = reader;
    this.registry = registry;
    this.settings = settings;
    this.limits = limits;
    this.sources = sources;
    this.clock = clock;
    Ticker ticker = () -> ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
    this.lookups =
        Caffeine.newBuilder()
            .maximumSize(settings.maxKept())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .ticker(ticker)
            .expireAfter(Expiry.creating((String _, Kept kept) -> kept.lookup().keepFor()))
            .buildAsync();
    this.lastGood =
        Caffeine.newBuilder()
            .maximumSize(settings.maxKept())
            .ticker(ticker)
            .expireAfterWrite(settings.staleFor())
            .build();
  }

  @Override
  public boolean address(String clientId) {
    return DocumentAddress.claimed(clientId);
  }

  @Override
  public Optional<Client> find(String clientId) {
    Optional<URI> address = DocumentAddress.parse(clientId).filter(outbound::permits);
    if (!settings.enabled() || address.isEmpty()) {
      return Optional.empty();
    }
    if (isNew(clientId)) {
      sources.ofPresent().ifPresent(source -> limits.require(Limit.CLIENT_DOCUMENT, source));
    }
    return switch (lookUp(clientId, address.get())) {
      case Lookup.Described described -> Optional.of(described.client());
      case Lookup.Unusable _ -> Optional.empty();
      case Lookup.Unknown unknown ->
          throw new TemporarilyUnavailable(
              "client document", new IllegalStateException(unknown.reason()));
    };
  }

  /** Whether nobody came with it before: whoever makes up addresses makes us ask them. */
  private boolean isNew(String clientId) {
    return lookups.getIfPresent(clientId) == null
        && lastGood.getIfPresent(clientId) == null
        && registry.byId(clientId).isEmpty();
  }

  private Lookup lookUp(String clientId, URI address) {
    CompletableFuture<Kept> asked = ask(clientId, address);
    boolean answeredBefore = asked.isDone();
    Kept kept = asked.join();
    if (!answeredBefore || clock.instant().isBefore(kept.until())) {
      return kept.lookup();
    }
    // The cache counts from when it noticed the answer, which may be after it was given.
    lookups.asMap().remove(clientId, asked);
    return ask(clientId, address).join().lookup();
  }

  private CompletableFuture<Kept> ask(String clientId, URI address) {
    return lookups.get(
        clientId,
        (_, threads) -> CompletableFuture.supplyAsync(() -> keep(clientId, address), threads));
  }

  private Kept keep(String clientId, URI address) {
    Lookup lookup = fetch(clientId, address);
    return new Kept(lookup, clock.instant().plus(lookup.keepFor()));
  }

  private Lookup fetch(String clientId, URI address) {
    Lookup lookup =
        switch (outbound.get(Purpose.DOCUMENT, address, settings.maxBytes())) {
          case Fetched.Document document -> read(clientId, document);
          case Fetched.Refused(String reason) -> new Lookup.Unusable(reason, settings.failureFor());
          case Fetched.Unreachable(String reason) -> stale(clientId, reason);
        };
    report(clientId, lookup);
    return lookup;
  }

  private Lookup read(String clientId, Fetched.Document document) {
    try {
      Client client = reader.read(clientId, document.json());
      lastGood.put(clientId, client);
      return new Lookup.Described(client, settings.freshness(document.freshFor()));
    } catch (UnusableDocumentException e) {
      return new Lookup.Unusable(String.valueOf(e.getMessage()), settings.failureFor());
    }
  }

  private Lookup stale(String clientId, String reason) {
    return Optional.ofNullable(lastGood.getIfPresent(clientId))
        .or(() -> lastUsed(clientId))
        .<Lookup>map(client -> new Lookup.Described(client, settings.failureFor()))
        .orElseGet(() -> new Lookup.Unknown(reason, settings.failureFor()));
  }

  private Optional<Client> lastUsed(String clientId) {
    Instant since = clock.instant().minus(settings.staleFor());
    return registry
        .byId(clientId)
        .filter(client -> client.lastUsedAt() != null && client.lastUsedAt().isAfter(since));
  }

  private static void report(String clientId, Lookup lookup) {
    switch (lookup) {
      case Lookup.Described _ -> {}
      case Lookup.Unusable unusable ->
          log.atInfo()
              .addKeyValue("clientId", clientId)
              .addKeyValue("reason", unusable.reason())
              .log("Client document not taken");
      case Lookup.Unknown unknown ->
          log.atWarn()
              .addKeyValue("clientId", clientId)
              .addKeyValue("reason", unknown.reason())
              .log("Client document out of reach");
    }
  }

  /** What came of it, and until when that counts. */
  private record Kept(Lookup lookup, Instant until) {}
}
