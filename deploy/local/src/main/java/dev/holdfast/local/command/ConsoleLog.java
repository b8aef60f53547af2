package dev.holdfast.local.command;

import dev.holdfast.local.system.SystemLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** One log file a part, and warnings and errors on the console with the part's name in front. */
final class ConsoleLog implements SystemLog, AutoCloseable {

  private static final Pattern TROUBLE = Pattern.compile("\\b(WARN|ERROR)\\b");

  private final Path directory;
  private final PrintWriter out;
  private final boolean verbose;
  private final Map<String, PrintWriter> files = new ConcurrentHashMap<>();

  private ConsoleLog(Path directory, PrintWriter out, boolean verbose) {
    this.directory = directory;
    this.out = out;
    this.verbose = verbose;
  }

  static ConsoleLog open(Path directory, PrintWriter out, boolean verbose) throws IOException {
    Files.createDirectories(directory);
    return new ConsoleLog(directory, out, verbose);
  }

  /** After the directory was deleted from under it. */
  void reopen() throws IOException {
    close();
    Files.createDirectories(directory);
  }

  @Override
  public void line(String part, String line) {
    PrintWriter file = files.computeIfAbsent(part, this::file);
    file.println(line);
    file.flush();
    if (verbose || TROUBLE.matcher(line).find()) {
      out.println(String.format("%-20s| %s", part, line));
      out.flush();
    }
  }

  @Override
  public void close() {
    files.values().forEach(PrintWriter::close);
    files.clear();
  }

  private PrintWriter file(String part) {
    try {
      return new PrintWriter(
          Files.newBufferedWriter(
              directory.resolve(part + ".log"),
              StandardCharsets.UTF_8,
              StandardOpenOption.CREATE,
              StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
