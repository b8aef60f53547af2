package dev.holdfast.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A main class in a JVM of its own, with nothing but the given environment. */
record Child(Process process, BufferedReader output) implements AutoCloseable {

  static Child start(Class<?> main, Map<String, String> environment) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    return new Child(process, process.inputReader());
  }

  /** The first line on standard output. */
  String firstLine() throws IOException {
    String line = output.readLine();
    return line == null ? "(none)" : line;
  }

  /** Asks it to end; the exit status. */
  int terminate() throws InterruptedException {
    process.destroy();
    return await();
  }

  /** Gives it no chance to clean up. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    await();
  }

  /** Waits for its end; the exit status. */
  int await() throws InterruptedException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("Does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
