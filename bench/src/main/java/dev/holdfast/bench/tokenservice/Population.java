package dev.holdfast.bench.tokenservice;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** People with grants and connections, made by the service itself. */
final class Population {

  /** The provider's configured name in a local run. */
  static final String PROVIDER = "demo";

  /** Consoles, assistants, editors: what a person has over the weeks. */
  static final int GRANTS_EACH = 10;

  private final TokenService service;
  private final int concurrency;

  Population(TokenService service, int concurrency) {
    this.service = service;
    this.concurrency = concurrency;
  }

  /** Somebody, as bodies of requests name people. */
  Map<String, Object> person(String name) {
    return Map.of("issuer", service.issuer().toString(), "subject", name);
  }

  /** So many refreshable grants. */
  List<RefreshChain> grants(int count) throws InterruptedException {
    List<String> people =
        IntStream.rangeClosed(0, count / GRANTS_EACH)
            .mapToObj(_ -> UUID.randomUUID().toString())
            .toList();
    return all(count, number -> issue(people.get(number / GRANTS_EACH)));
  }

  /** Grants of one person; the first of them, if there are any. */
  RefreshChain issue(String person) throws IOException, InterruptedException {
    Instant now = service.now();
    String client = "bench-client";
    Map<String, Object> grant =
        Map.of(
            "subject", person(person),
            "clientId", client,
            "sid", UUID.randomUUID().toString(),
            "scopes", List.of("mcp:tools", "offline_access", "openid"),
            "resources", List.of("https://mcp.example.com/mcp/files"),
            "authTime", now.toString(),
            "issuedAt", now.toString(),
            "deviceLabel", "Firefox on Linux",
            "refreshable", true);
    return new RefreshChain(client, service.api().post("/grants", grant, RefreshChain.TOKEN));
  }

  /** So many people who are connected to the provider. */
  List<Map<String, Object>> connected(int count) throws InterruptedException {
    return all(count, _ -> connect(UUID.randomUUID().toString()));
  }

  private Map<String, Object> connect(String name) throws IOException, InterruptedException {
    Map<String, Object> connection = Map.of("subject", person(name), "provider", PROVIDER);
    String state = service.api().post("/connections/start", connection, "state");
    service
        .api()
        .post(
            "/connections/complete",
            Map.of(
                "subject",
                person(name),
                "state",
                state,
                "code",
                UUID.randomUUID().toString(),
                "iss",
                service.issuer().toString()));
    return connection;
  }

  /** Made by many callers at once, in order. */
  private <T> List<T> all(int count, Making<T> making) throws InterruptedException {
    var turns = new Semaphore(concurrency);
    IntFunction<Callable<T>> inTurn =
        number ->
            () -> {
              turns.acquire();
              try {
                return making.make(number);
              } finally {
                turns.release();
              }
            };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(IntStream.range(0, count).mapToObj(inTurn).toList()).stream()
          .map(Population::made)
          .toList();
    }
  }

  private static <T> T made(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The service did not do its part", e.getCause());
    }
  }

  @FunctionalInterface
  private interface Making<T> {
    T make(int number) throws IOException, InterruptedException;
  }
}
