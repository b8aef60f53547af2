package dev.holdfast.bench.tokenservice;

import dev.holdfast.bench.load.Latencies;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/** Ends all grants of one person by one call, as the listener does after a kill. */
final class Sweeps {

  private final TokenService service;
  private final Population population;
  private final Tables tables;

  Sweeps(TokenService service, Population population, Tables tables) {
    this.service = service;
    this.population = population;
    this.tables = tables;
  }

  /**
   * What was measured.
   *
   * @param latencies how long each call took
   * @param statements what the database was asked by one of them, for all its callers
   */
  record Swept(Latencies latencies, long statements) {}

  /**
   * Sweeps new people one after the other.
   *
   * @param grants how many each has
   */
  Swept measure(int grants, int people) throws IOException, InterruptedException {
    var latencies = new Latencies();
    long statements = Long.MAX_VALUE;
    for (int i = 0; i < people; i++) {
      String person = UUID.randomUUID().toString();
      population.issue(person);
      tables.multiplyGrants(service.issuer(), person, grants - 1);
      tables.awaitPublished();
      long before = tables.questions();
      latencies.add(sweep(person, grants));
      // The relay asks, too, now and then: the fewest are those of the sweep alone.
      statements = Math.min(statements, tables.questions() - before - 1);
    }
    tables.awaitPublished();
    return new Swept(latencies, statements);
  }

  private long sweep(String person, int grants) throws IOException, InterruptedException {
    Map<String, Object> sweep =
        Map.of(
            "eventId",
            UUID.randomUUID().toString(),
            "subject",
            population.person(person),
            "issuedBefore",
            service.now().toString(),
            "reason",
            "USER_LOCKED");
    long start = System.nanoTime();
    Map<String, Object> result = service.api().post("/revocations", sweep);
    long took = System.nanoTime() - start;
    if (!(result.get("revoked") instanceof Map<?, ?> revoked)
        || revoked.values().stream().mapToInt(ended -> ((Number) ended).intValue()).sum()
            != grants) {
      throw new IllegalStateException("The sweep ended something else than " + grants);
    }
    return took;
  }
}
