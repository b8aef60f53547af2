package dev.holdfast.local.command;

import dev.holdfast.local.demo.BrokenPromiseException;
import dev.holdfast.local.demo.Story;
import dev.holdfast.local.demo.World;
import dev.holdfast.local.system.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells the five stories on the running system; status 1 if one is not kept. */
@Command(
    name = "demo",
    description = "Tells the five stories on the running system; exit status 1 if one breaks.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

  @Mixin private Place place = new Place();

  @Spec private CommandSpec spec;

  /** Made by picocli, which fills it in. */
  public DemoCommand() {
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Settings settings = place.settings();
    if (!answers(settings.ports().gateway())) {
      spec.commandLine().getErr().println("Nothing runs here: start './dev up' first.");
      return 1;
    }
    Clock clock = Clock.systemUTC();
    World world = new World(settings, place.repository(), clock, clock.instant());
    long broken = Story.all().stream().filter(story -> !kept(story, world, out)).count();
    out.println(broken == 0 ? "All five kept." : broken + " broken.");
    out.flush();
    return broken == 0 ? 0 : 1;
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
