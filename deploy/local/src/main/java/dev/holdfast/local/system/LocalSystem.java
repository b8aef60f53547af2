package dev.holdfast.local.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Starts every part in an order that lets each wait for what it needs, and stops them in the
 * reverse order.
 */
public final class LocalSystem implements AutoCloseable {

  private final Settings settings;
  private final Path repository;
  private final Path state;
  private final ClassArchives archives;
  private final SystemLog log;
  private final Consumer<String> progress;
  // Guarded by itself: a signal may stop what the main thread is still starting.
  private final Map<String, PartProcess> running = new LinkedHashMap<>();
  private boolean closed;

  /** A system not yet started, whose parts leave no archives of classes. */
  public LocalSystem(
      Settings settings, Path repository, Path state, SystemLog log, Consumer<String> progress) {
    this(settings, repository, state, ClassArchives.none(), log, progress);
  }

  /**
   * A system not yet started.
   *
   * @param settings what the parts are told
   * @param repository where the built jars are
   * @param state where data, secrets and configuration are kept
   * @param archives where parts find and leave archives of classes
   * @param log takes the parts' output
   * @param progress told what became ready
   */
  public LocalSystem(
      Settings settings,
      Path repository,
      Path state,
      ClassArchives archives,
      SystemLog log,
      Consumer<String> progress) {
    this.settings = settings;
    this.repository = repository;
    this.state = state;
    this.archives = archives;
    this.log = log;
    this.progress = progress;
  }

  /**
   * Starts everything and returns when all of it is ready.
   *
   * @throws PartFailedException if a port is busy or a part fails; what runs then is stopped
   */
  public void start() {
    settings.ports().requireFree();
    try {
      for (List<Part> stage : settings.stages()) {
        stage.forEach(this::launch);
        stage.forEach(part -> awaitReady(part.name()));
      }
    } catch (PartFailedException e) {
      close();
      throw e;
    }
  }

  /** The settings it was made with. */
  public Settings settings() {
    return settings;
  }

  /** Starts one more part, or one that was stopped, and waits until it is ready. */
  public PartProcess startPart(Part part) {
    launch(part);
    awaitReady(part.name());
    return part(part.name());
  }

  /** Starts a part and returns at once. */
  public PartProcess launch(Part part) {
    synchronized (running) {
      if (closed) {
        throw new PartFailedException("stopping, so " + part.name() + " is not started");
      }
      PartProcess process = PartProcess.start(part, repository, state, archives, log);
      running.put(part.name(), process);
      return process;
    }
  }

  /** Starts a stopped or killed part again with the configuration it had. */
  public PartProcess restart(String name) {
    return startPart(part(name).part());
  }

  /**
   * A started part.
   *
   * @throws IllegalArgumentException if none of that name was started
   */
  public PartProcess part(String name) {
    synchronized (running) {
      return Optional.ofNullable(running.get(name))
          .orElseThrow(() -> new IllegalArgumentException("never started: " + name));
    }
  }

  /** Everything started, in order. */
  public List<PartProcess> parts() {
    synchronized (running) {
      return List.copyOf(running.values());
    }
  }

  @Override
  public void close() {
    synchronized (running) {
      closed = true;
    }
    List<PartProcess> reversed = parts().reversed();
    // The services together, the broker and the database after them.
    List<Thread> stopping = new ArrayList<>();
    for (PartProcess process : reversed) {
      if (settings.isInfrastructure(process.part())) {
        join(stopping);
        process.close();
      } else {
        stopping.add(Thread.ofPlatform().start(process::close));
      }
    }
    join(stopping);
  }

  private void awaitReady(String name) {
    part(name).awaitReady();
    progress.accept(name);
  }

  private static void join(List<Thread> threads) {
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
