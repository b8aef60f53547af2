package dev.holdfast.acceptance.interop;

import dev.holdfast.acceptance.fixture.NodePrograms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** A server that says one line, its address, when it listens. */
final class Program implements AutoCloseable {

  private final Process process;
  private final BufferedReader says;

  private Program(Process process) {
    this.process = process;
    this.says = process.inputReader(StandardCharsets.UTF_8);
  }

  static Program start(String name, String... arguments) throws IOException {
    return new Program(NodePrograms.installed().start(name, arguments));
  }

  /** Tells it a line. */
  Program told(String line) {
    new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true).println(line);
    return this;
  }

  /** Its address. */
  String url() throws IOException {
    String line = says.readLine();
    if (line == null) {
      throw new AssertionError("ended without a word");
    }
    return line;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
