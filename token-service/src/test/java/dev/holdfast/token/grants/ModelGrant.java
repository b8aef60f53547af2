package dev.holdfast.token.grants;

import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.grants.RefreshOutcome.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A grant as the specification tells it, in memory and for one caller at a time. */
final class ModelGrant {

  /** What is to come of a refresh: a new token, the current one again, or nothing. */
  sealed interface Expected {
    record New() implements Expected {}

    record Again(Secret token) implements Expected {}

    record No(Reason reason) implements Expected {}
  }

  private final GrantSettings settings;
  private final List<Secret> tokens = new ArrayList<>();
  private final Instant absoluteEnd;
  private Instant end;
  private Instant lastRotation = Instant.MIN;
  private boolean ended;

  ModelGrant(GrantSettings settings, Secret first, Instant now) {
    this.settings = settings;
    this.tokens.add(first);
    this.absoluteEnd = now.plus(settings.absoluteLifetime());
    this.end = earlier(now.plus(settings.refreshLifetime()));
  }

  /** A token of the past or the present; counted around, so that any number names one. */
  Secret token(int number) {
    return tokens.get(number % tokens.size());
  }

  Secret newest() {
    return tokens.getLast();
  }

  boolean isActive(Instant now) {
    return !ended && now.isBefore(end);
  }

  void end() {
    ended = true;
  }

  /** OAuth 2.1, section 4.3.1, with the leeway of our decision record. */
  Expected refresh(Secret token, Instant now) {
    if (ended) {
      return new Expected.No(Reason.ENDED);
    }
    int behind = tokens.size() - 1 - tokens.indexOf(token);
    if (behind == 0) {
      return now.isBefore(end) ? new Expected.New() : new Expected.No(Reason.EXPIRED);
    }
    boolean inLeeway = Duration.between(lastRotation, now).compareTo(settings.rotationLeeway()) < 0;
    if (behind == 1 && inLeeway && now.isBefore(end)) {
      return new Expected.Again(tokens.getLast());
    }
    ended = true;
    return new Expected.No(Reason.REUSED);
  }

  /** The new token that came of a refresh. */
  void rotated(Secret successor, Instant now) {
    tokens.add(successor);
    lastRotation = now;
    end = earlier(now.plus(settings.refreshLifetime()));
  }

  private Instant earlier(Instant idleEnd) {
    return idleEnd.isBefore(absoluteEnd) ? idleEnd : absoluteEnd;
  }
}
