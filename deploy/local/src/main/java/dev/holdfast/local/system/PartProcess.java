package dev.holdfast.local.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One running part. Its output goes to the log it is given, a line at a time. */
public final class PartProcess implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  // Who ends for the first time may have an archive to write, together with all others.
  private static final Duration STOP_LIMIT = Duration.ofSeconds(45);
  private static final long POLL_MILLIS = 50;
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();
  private static final int LAST_WORDS = 25;

  private final Part part;
  private final Process process;
  private final SystemLog log;
  private final CountDownLatch saidReady = new CountDownLatch(1);
  private final Deque<String> lastWords = new ArrayDeque<>();

  private PartProcess(Part part, Process process, SystemLog log) {
    this.part = part;
    this.process = process;
    this.log = log;
  }

  /** Starts a part and returns at once. */
  static PartProcess start(
      Part part, Path repository, Path state, ClassArchives archives, SystemLog log) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(part.jvmOptions());
    command.addAll(archives.options(part));
    Path jar = jar(repository.resolve(part.module()).resolve("target"));
    if (part.mainClass() == null) {
      command.addAll(List.of("-jar", jar.toString()));
    } else {
      command.addAll(List.of("-cp", jar.toString(), part.mainClass()));
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(part.environment());
    if (!part.configuration().isEmpty()) {
      Path file = state.resolve("config").resolve(part.name() + ".properties");
      writeConfiguration(part, file);
      builder.environment().put("MICRONAUT_CONFIG_FILES", file.toString());
    }
    try {
      PartProcess started = new PartProcess(part, builder.start(), log);
      // Not virtual: a read from a pipe holds its carrier for as long as the part is silent.
      Thread.ofPlatform().daemon().name(part.name() + "-log").start(started::pump);
      return started;
    } catch (IOException e) {
      throw new PartFailedException(part.name() + " could not be started", e);
    }
  }

  /**
   * Waits until the part is ready.
   *
   * @throws PartFailedException if it ends or takes too long; the message ends with its last words
   */
  public void awaitReady() {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    try {
      while (!isReady()) {
        if (!process.isAlive()) {
          throw failed("ended with status " + process.exitValue());
        }
        if (System.nanoTime() > deadline) {
          throw failed("was not ready after " + START_LIMIT.toSeconds() + " s");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartFailedException(part.name() + ": interrupted while waiting", e);
    }
  }

  /** What it runs. */
  public Part part() {
    return part;
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL, and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    await(STOP_LIMIT);
  }

  /** SIGTERM; SIGKILL if that does not help in time. */
  @Override
  public void close() {
    process.destroy();
    if (!await(STOP_LIMIT)) {
      kill();
    }
  }

  private boolean isReady() throws InterruptedException {
    URI readiness = part.readiness();
    if (readiness == null) {
      return saidReady.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
    }
    if (answers(readiness)) {
      return true;
    }
    process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
    return false;
  }

  private static boolean answers(URI readiness) throws InterruptedException {
    try {
      HttpResponse<Void> answer =
          HTTP.send(
              HttpRequest.newBuilder(readiness).timeout(Duration.ofSeconds(5)).build(),
              BodyHandlers.discarding());
      return answer.statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private void pump() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      String line = reader.readLine();
      while (line != null) {
        if (line.equals("ready")) {
          saidReady.countDown();
        }
        remember(line);
        log.line(part.name(), line);
        line = reader.readLine();
      }
    } catch (IOException e) {
      log.line(part.name(), "log ended: " + e.getMessage());
    }
  }

  private void remember(String line) {
    synchronized (lastWords) {
      lastWords.addLast(line);
      if (lastWords.size() > LAST_WORDS) {
        lastWords.removeFirst();
      }
    }
  }

  private PartFailedException failed(String what) {
    synchronized (lastWords) {
      return new PartFailedException(
          part.name()
              + " "
              + what
              + lastWords.stream().collect(Collectors.joining("\n  ", "; it said last:\n  ", "")));
    }
  }

  private boolean await(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Path jar(Path target) {
    try (var files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches(".*SNAPSHOT\\.jar|.*[0-9]\\.jar"))
          .findFirst()
          .orElseThrow(() -> new PartFailedException("no jar in " + target + ": build first"));
    } catch (IOException e) {
      throw new PartFailedException("nothing built in " + target + ": build first", e);
    }
  }

  private static void writeConfiguration(Part part, Path file) {
    Properties properties = new Properties();
    properties.putAll(part.configuration());
    java.io.StringWriter text = new java.io.StringWriter();
    try {
      properties.store(text, "Written by the local run; not for editing.");
    } catch (IOException e) {
      throw new PartFailedException("no configuration for " + part.name(), e);
    }
    LocalSecrets.OwnerOnly.write(file, text.toString());
  }
}
