package dev.holdfast.token.encryption.command;

import dev.holdfast.token.encryption.KeyChanges;
import dev.holdfast.token.encryption.KeyUri;
import dev.holdfast.token.encryption.rekey.KeyCount;
import dev.holdfast.token.encryption.rekey.Run;
import dev.holdfast.token.encryption.rekey.RunStore;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.util.Locale;

/** Which keys are in use, and how far runs are; counts only. */
@Singleton
final class KeysStatus {

  private final KeyChanges changes;
  private final RunStore store;

  KeysStatus(KeyChanges changes, RunStore store) {
    this.changes = changes;
    this.store = store;
  }

  void print(PrintWriter out) {
    out.println("primary " + name(changes.primary()));
    store.count().forEach(count -> out.println(line(count)));
    store.runs().forEach(run -> out.println(line(run)));
    out.flush();
  }

  private String line(KeyCount count) {
    return "%d users, %s, wrapped by %s"
        .formatted(count.users(), lower(count.stage()), name(count.kek()));
  }

  private static String line(Run run) {
    return "%s of %s: %d keys changed, %s"
        .formatted(
            lower(run.kind()),
            run.startedAt(),
            run.done(),
            run.finishedAt() == null ? "not finished" : "finished " + run.finishedAt());
  }

  private String name(String kek) {
    return changes.uri(kek).map(KeyUri::text).orElse("a key not configured (" + kek + ")");
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
