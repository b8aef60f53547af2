package dev.holdfast.local.system;

/** Takes the output of every part. Called from several threads. */
@FunctionalInterface
public interface SystemLog {

  /** One line of one part. */
  void line(String part, String line);
}
