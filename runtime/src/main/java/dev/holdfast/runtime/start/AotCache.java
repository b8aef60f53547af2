package dev.holdfast.runtime.start;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of what the JVM learnt in an earlier run (JEP 483, 514 and 515).
 *
 * @param file that the JVM was told to use
 * @param used whether it does; without it everything works, after a slower start
 */
public record AotCache(String file, boolean used) {

  private static final Logger log = LoggerFactory.getLogger(AotCache.class);
  private static final String OPTION = "-XX:AOTCache=";

  /** The one of this JVM; empty if it was told of none. */
  public static Optional<AotCache> ofThisJvm() {
    return of(
        ManagementFactory.getRuntimeMXBean().getInputArguments(),
        System.getProperty("java.vm.info", ""));
  }

  /** Of the JVM's arguments, and of what it says about itself, such as {@code mixed mode}. */
  static Optional<AotCache> of(List<String> arguments, String vmInfo) {
    return arguments.stream()
        .filter(argument -> argument.startsWith(OPTION))
        .map(argument -> argument.substring(OPTION.length()))
        .reduce((_, last) -> last)
        .map(file -> new AotCache(file, vmInfo.contains("sharing")));
  }

  /** Warns in the log if it is not used. */
  public void logUnlessUsed() {
    if (!used) {
      // Why not is in what the JVM itself printed before there was a log.
      log.atWarn()
          .addKeyValue("file", file)
          .log("Started slowly, because the JVM cannot use its cache");
    }
  }
}
