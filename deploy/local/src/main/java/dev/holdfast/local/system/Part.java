package dev.holdfast.local.system;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one process of a local run needs.
 *
 * @param name shown in front of its log lines
 * @param module the module whose jar it runs, as a folder of the repository
 * @param mainClass the class to run, if not the jar's own
 * @param heapMegabytes its largest heap
 * @param environment beside the inherited one
 * @param configuration Micronaut properties, given by file; empty for others
 * @param readiness answers 200 when it is ready; absent if it prints {@code ready} instead
 * @param lasting whether it lives long enough to be compiled well, rather than started quickly
 */
public record Part(
    String name,
    String module,
    @Nullable String mainClass,
    int heapMegabytes,
    Map<String, String> environment,
    Map<String, String> configuration,
    @Nullable URI readiness,
    boolean lasting) {

  /** A part that starts quickly. */
  public Part(
      String name,
      String module,
      @Nullable String mainClass,
      int heapMegabytes,
      Map<String, String> environment,
      Map<String, String> configuration,
      @Nullable URI readiness) {
    this(name, module, mainClass, heapMegabytes, environment, configuration, readiness, false);
  }

  /** Copies what it is given. */
  public Part {
    environment = Map.copyOf(environment);
    configuration = Map.copyOf(configuration);
  }

  /** The same part with more or other configuration; for a second replica, or a test. */
  public Part with(Map<String, String> changes) {
    Map<String, String> changed = new java.util.HashMap<>(configuration);
    changed.putAll(changes);
    return new Part(
        name, module, mainClass, heapMegabytes, environment, changed, readiness, lasting);
  }

  /** The same part as another process: other name, other readiness address. */
  public Part named(String other, URI otherReadiness) {
    return new Part(
        other,
        module,
        mainClass,
        heapMegabytes,
        environment,
        configuration,
        otherReadiness,
        lasting);
  }

  /** The same part as it would run in production: another heap, and compiled as well as it gets. */
  public Part lasting(int otherHeapMegabytes) {
    return new Part(
        name, module, mainClass, otherHeapMegabytes, environment, configuration, readiness, true);
  }

  /** The same part with more or other environment. */
  public Part withEnvironment(Map<String, String> changes) {
    Map<String, String> changed = new java.util.HashMap<>(environment);
    changed.putAll(changes);
    return new Part(
        name, module, mainClass, heapMegabytes, changed, configuration, readiness, lasting);
  }

  /** JVM options for small processes. */
  List<String> jvmOptions() {
    return List.of(
        "-Xmx" + heapMegabytes + "m",
        "-XX:+UseSerialGC",
        "-XX:+UseCompactObjectHeaders",
        "-XX:TieredStopAtLevel=" + (lasting ? 4 : 1),
        "-Xshare:auto",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow");
  }
}
