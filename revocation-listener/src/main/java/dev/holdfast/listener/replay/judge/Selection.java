package dev.holdfast.listener.replay.judge;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.identity.SubjectId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What is to be told. What lies outside is read all the same, as far as the rest rests on it.
 *
 * @param from decisions of this instant or later
 * @param to decisions before this instant
 * @param fromOffsets causes at these offsets or later, by partition of the identity topic
 * @param toOffsets causes before these offsets, by partition of the identity topic
 * @param user only what is about this user or client
 * @param client only what names this client
 * @param event only the event or decision of this id
 */
public record Selection(
    Instant from,
    Instant to,
    Map<Integer, Long> fromOffsets,
    Map<Integer, Long> toOffsets,
    Optional<SubjectId> user,
    Optional<String> client,
    Optional<String> event) {

  /** Keeps its own copies. */
  public Selection {
    fromOffsets = Map.copyOf(fromOffsets);
    toOffsets = Map.copyOf(toOffsets);
  }

  /** All there is. */
  public static Selection everything() {
    return new Selection(
        Instant.MIN,
        Instant.MAX,
        Map.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Whether anything about this subject is to be told. */
  public boolean about(SubjectId subject) {
    return user.map(subject::equals).orElse(true);
  }

  /** Whether this event of a client's grant is about whom we look for. */
  public boolean concerns(Event event, String clientId) {
    return user.isEmpty()
        || about(event.header().subject())
        || about(new SubjectId(event.header().subject().issuer(), clientId));
  }

  boolean includes(Case found) {
    boolean placed =
        (fromOffsets.isEmpty() && toOffsets.isEmpty())
            || found
                .sighting()
                .map(
                    cause ->
                        cause.offset() >= fromOffsets.getOrDefault(cause.partition(), 0L)
                            && cause.offset()
                                < toOffsets.getOrDefault(cause.partition(), Long.MAX_VALUE))
                .orElse(false);
    return placed
        && event
            .map(
                id ->
                    id.equals(found.event())
                        || found.decisions().stream()
                            .anyMatch(decision -> id.equals(decision.header().id())))
            .orElse(true);
  }

  boolean includes(Finding finding) {
    return !finding.time().isBefore(from)
        && finding.time().isBefore(to)
        && client.map(id -> names(id, finding)).orElse(true);
  }

  private static boolean names(String client, Finding finding) {
    boolean signedIn =
        finding
            .cause()
            .map(
                cause ->
                    cause instanceof IdentityEvent.LoginSuccess login
                        && login.clientId().equals(client))
            .orElse(false);
    return signedIn
        || finding.subject().subject().equals(client)
        || finding.decision().map(decision -> names(client, decision)).orElse(false);
  }

  private static boolean names(String client, AuditEvent.Decision decision) {
    if (!(decision instanceof AuditEvent.SweepApplied sweep)) {
      return false;
    }
    SortedSet<String> swept = sweep.clientIds();
    return sweep.revoked().containsKey(client)
        || sweep.spared().containsKey(client)
        || (swept != null && swept.contains(client));
  }
}
