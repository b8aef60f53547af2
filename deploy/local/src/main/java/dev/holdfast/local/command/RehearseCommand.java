package dev.holdfast.local.command;

import dev.holdfast.local.system.ClassArchives;
import dev.holdfast.local.system.LocalSecrets;
import dev.holdfast.local.system.LocalSystem;
import dev.holdfast.local.system.PartFailedException;
import dev.holdfast.local.system.Ports;
import dev.holdfast.local.system.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Starts everything once, on data of its own, and stops it, so that every part leaves the classes
 * it loaded and the start that somebody waits for is quick.
 */
@Command(
    name = "rehearse",
    hidden = true,
    description = "Starts and stops everything once, so that later starts are quick.")
public final class RehearseCommand implements Callable<Integer> {

  @Mixin private Place place = new Place();

  @Spec private CommandSpec spec;

  /** Made by picocli, which fills it in. */
  public RehearseCommand() {
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() throws IOException {
    Path state = place.archives().resolve("rehearsal");
    Settings settings = Settings.standard(Ports.standard(), LocalSecrets.in(state), state);
    try (LocalSystem system =
        new LocalSystem(
            settings,
            place.repository(),
            state,
            ClassArchives.in(place.archives()),
            (_, _) -> {},
            _ -> {})) {
      // Whoever interrupts it wants none of the parts to stay.
      Runtime.getRuntime().addShutdownHook(new Thread(system::close));
      system.start();
      return 0;
    } catch (PartFailedException e) {
      spec.commandLine().getErr().println("Later starts will be slower: " + e.getMessage());
      return 1;
    } finally {
      Place.delete(state);
    }
  }
}
