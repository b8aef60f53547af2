package dev.holdfast.local.command;

import dev.holdfast.local.system.ClassArchives;
import dev.holdfast.local.system.LocalSystem;
import dev.holdfast.local.system.PartFailedException;
import dev.holdfast.local.system.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything, says where it is, and waits for Ctrl-C. */
@Command(
    name = "up",
    description = "Starts everything on this machine and stays until Ctrl-C.",
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

  @Mixin private Place place = new Place();

  @Option(names = "--fresh", description = "Forgets all data, secrets and keys first.")
  private boolean fresh;

  @Option(names = "--verbose", description = "Shows the log lines of every part, not only trouble.")
  private boolean verbose;

  @Spec private CommandSpec spec;

  /** Made by picocli, which fills it in. */
  public UpCommand() {
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    long begun = System.nanoTime();
    try (ConsoleLog log = ConsoleLog.open(place.state().resolve("logs"), out, verbose)) {
      if (fresh) {
        place.settings().ports().requireFree();
        Place.delete(place.state());
        log.reopen();
      }
      Settings settings = place.settings();
      LocalSystem system =
          new LocalSystem(
              settings,
              place.repository(),
              place.state(),
              ClassArchives.in(place.archives()),
              log,
              part -> say(out, "  ✓ " + part));
      CountDownLatch stopped = stopOnSignal(system, out);
      say(out, "Starting Holdfast …");
      system.start();
      say(out, Welcome.text(settings, Duration.ofNanos(System.nanoTime() - begun)));
      stopped.await();
      return 0;
    } catch (PartFailedException e) {
      spec.commandLine().getErr().println("Holdfast did not start: " + e.getMessage());
      return 1;
    }
  }

  private static CountDownLatch stopOnSignal(LocalSystem system, PrintWriter out) {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  say(out, "Stopping …");
                  system.close();
                  say(
                      out,
                      "Stopped. Data stays; './dev up' goes on, './dev up --fresh' begins anew.");
                  stopped.countDown();
                }));
    return stopped;
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
