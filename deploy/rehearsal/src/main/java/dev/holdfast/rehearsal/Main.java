package dev.holdfast.rehearsal;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Starts a database and a broker, and on them one service after the other; asks each what its scene
 * says, and ends it in good order.
 *
 * <p>Arguments: the folder with a folder of each service, and the place where images have services.
 * Status 0 if every service was up. Where no database can be had, services go as far as they get,
 * which is enough: the output tells, and less is learnt.
 */
public final class Main {

  private Main() {}

  /** Rehearses, and ends. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    Rehearsal rehearsal = new Rehearsal(folder, Path.of(arguments[1]));
    int status = 0;
    try (Servers servers = Servers.start(folder)) {
      for (Scene scene : Scene.all(folder)) {
        boolean up = rehearsal.run(scene, servers);
        System.out.println(scene.service() + (up ? " was up" : " was not up"));
        if (!up && servers.database().isPresent()) {
          status = 1;
        }
      }
    }
    // A broker in this JVM leaves threads behind.
    System.exit(status);
  }
}
