package dev.holdfast.local.command;

import dev.holdfast.local.compose.ComposeFailedException;
import dev.holdfast.local.compose.ComposeProject;
import dev.holdfast.local.demo.BrokenPromiseException;
import dev.holdfast.local.demo.Story;
import dev.holdfast.local.demo.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells the five stories on the running system; status 1 if one is not kept. */
@Command(
    name = "demo",
    description = "Tells the five stories on the running system; exit status 1 if one breaks.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

  @Mixin private Place place = new Place();

  @Option(
      names = "--compose",
      description = "On the system that docker compose runs from deploy/compose.")
  private boolean compose;

  @Spec private CommandSpec spec;

  /** Made by picocli, which fills it in. */
  public DemoCommand() {
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (!answers(gateway().getPort())) {
      spec.commandLine().getErr().println("Nothing runs here: start " + starting() + " first.");
      return 1;
    }
    try {
      return tell(world(), out);
    } catch (ComposeFailedException e) {
      spec.commandLine().getErr().println("Compose cannot be asked: " + e.getMessage());
      return 1;
    }
  }

  private static int tell(World world, PrintWriter out) {
    long broken = Story.all().stream().filter(story -> !kept(story, world, out)).count();
    out.println(broken == 0 ? "All five kept." : broken + " broken.");
    out.flush();
    return broken == 0 ? 0 : 1;
  }

  private URI gateway() {
    return compose ? project().gateway() : place.settings().gatewayUrl();
  }

  private World world() {
    Clock clock = Clock.systemUTC();
    return compose ? project().world(clock) : World.of(place.settings(), place.repository(), clock);
  }

  private ComposeProject project() {
    return ComposeProject.of(place.repository(), Map.of());
  }

  private String starting() {
    return compose ? "'docker compose -f deploy/compose/compose.yaml up --build'" : "'./dev up'";
  }

  private static boolean kept(Story story, World world, PrintWriter out) {
    try {
      List<String> evidence = story.tell(world);
      out.println("✓ " + story.title());
      evidence.forEach(line -> out.println("    " + line));
      return true;
    } catch (BrokenPromiseException e) {
      out.println("✗ " + story.title());
      out.println("    " + e.getMessage());
      return false;
    } catch (RuntimeException e) {
      out.println("✗ " + story.title());
      out.println("    could not be told: " + e);
      return false;
    } finally {
      out.flush();
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
