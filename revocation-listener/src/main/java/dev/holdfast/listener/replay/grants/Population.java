package dev.holdfast.listener.replay.grants;

import dev.holdfast.contracts.events.TokenEvent;
import dev.holdfast.contracts.identity.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The grants of everybody: those live, and those ended lately, because decisions about them may
 * still come. Begins and ends may come twice, late and in any order. Not safe for several threads.
 */
public final class Population {

  private static final int TURN = 100_000;

  private final Map<SubjectId, Map<String, Life>> subjects = new HashMap<>();
  private final Lifetimes lifetimes;
  private final Duration memory;
  private int changes;

  /**
   * Nobody has anything.
   *
   * @param memory how long an ended grant is remembered
   */
  public Population(Lifetimes lifetimes, Duration memory) {
    this.lifetimes = lifetimes;
    this.memory = memory;
  }

  /**
   * Takes note of a begin or an end.
   *
   * @param now the time the reading has come to
   * @return whether it was new
   */
  public boolean note(TokenEvent event, Instant now) {
    changes++;
    if (changes % TURN == 0) {
      forget(now);
    }
    return switch (event) {
      case TokenEvent.GrantIssued issued ->
          lives(issued.header().subject()).putIfAbsent(issued.gid(), Life.of(issued)) == null;
      case TokenEvent.GrantRevoked revoked -> end(revoked);
      case TokenEvent.RefreshReused _, TokenEvent.AccessEpoch _ -> false;
    };
  }

  /** A grant ends once, and the record of its end tells its whole life. */
  private boolean end(TokenEvent.GrantRevoked revoked) {
    Map<String, Life> lives = lives(revoked.header().subject());
    Life known = lives.get(revoked.gid());
    boolean first = known == null || known.end().isEmpty();
    if (first) {
      lives.put(revoked.gid(), Life.of(revoked));
    }
    return first;
  }

  /** What is known of one subject's grants. */
  public Collection<Life> of(SubjectId subject) {
    return Collections.unmodifiableCollection(subjects.getOrDefault(subject, Map.of()).values());
  }

  /** What is known of one client's grants, whoever has them. */
  public Collection<Life> ofClient(SubjectId client) {
    return subjects.entrySet().stream()
        .filter(entry -> entry.getKey().issuer().equals(client.issuer()))
        .flatMap(entry -> entry.getValue().values().stream())
        .filter(life -> life.clientId().equals(client.subject()))
        .toList();
  }

  /** How many grants are remembered. */
  public int size() {
    return subjects.values().stream().mapToInt(Map::size).sum();
  }

  private Map<String, Life> lives(SubjectId subject) {
    return subjects.computeIfAbsent(subject, _ -> new LinkedHashMap<>(4));
  }

  private void forget(Instant now) {
    Instant forgotten = now.minus(memory);
    Instant expired = forgotten.minus(lifetimes.absolute());
    subjects
        .values()
        .removeIf(
            lives -> {
              lives
                  .values()
                  .removeIf(
                      life -> life.endedBefore(forgotten) || life.issuedAt().isBefore(expired));
              return lives.isEmpty();
            });
  }
}
