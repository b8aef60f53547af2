package dev.holdfast.listener.deadletter.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows parked records, oldest first per partition. Values stay where they are. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Shows parked records: when, where, why, and where they came from.")
@SuppressWarnings("NullAway.Init") // Picocli sets the fields.
final class ListCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @ParentCommand private DeadLettersCommand parent;

  @Override
  public Integer call() throws IOException {
    Set<String> reasons = parent.reasons();
    PrintWriter out = spec.commandLine().getOut();
    AtomicInteger shown = new AtomicInteger();
    try (Shelf shelf = Shelf.open(parent.connection(), parent.topic())) {
      shelf.read(
          shelf.ends(),
          parked -> {
            if (reasons.contains(parked.reason())) {
              DeadLettersCommand.print(out, parked);
              shown.incrementAndGet();
            }
          });
    }
    out.println(shown.get() + " parked");
    return 0;
  }
}
