package dev.holdfast.rehearsal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One service, from its start to its end, at the place where its image has it: a link there leads
 * to its files, because the JVM uses what it learnt only for the same class path.
 *
 * @param folder of all services
 * @param place where images have theirs
 */
record Rehearsal(Path folder, Path place) {

  /** Often enough that the JVM sees which code an answer needs, in a few seconds. */
  private static final int TIMES = 100;

  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(5);
  private static final long POLL_MILLIS = 100;

  /** Whether the service was up. What the JVM learnt is in {@code SERVICE.aot} then. */
  boolean run(Scene scene, Servers servers) throws IOException, InterruptedException {
    Files.deleteIfExists(place);
    Files.createSymbolicLink(place, folder.resolve(scene.service()).resolve(place.getFileName()));
    int port = freePort();
    Process process = start(scene, servers, port);
    try (HttpClient client = HttpClient.newHttpClient()) {
      boolean up = awaitUp(process, scene.questions().getFirst(), client, port);
      for (int time = 0; up && time < TIMES; time++) {
        for (Question question : scene.questions()) {
          question.ask(client, port);
        }
      }
      return end(process) && up;
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(place);
    }
  }

  private Process start(Scene scene, Servers servers, int port) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:AOTCacheOutput=" + folder.resolve(scene.service() + ".aot"),
                "@" + place.resolve("service"))
            .inheritIO();
    builder.environment().putAll(scene.environment());
    builder.environment().putAll(servers.addresses(scene.service()));
    // The sample server has a name of its own for it.
    builder.environment().putAll(Map.of("HOLDFAST_PORT", "" + port, "PORT", "" + port));
    return builder.start();
  }

  private static boolean awaitUp(Process process, Question first, HttpClient client, int port)
      throws InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (first.ask(client, port) != 200) {
      if (System.nanoTime() > deadline || process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return true;
  }

  /** Whether it ended by itself, when it was asked to or before: only then does its JVM write. */
  private static boolean end(Process process) throws InterruptedException {
    process.destroy();
    return process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
