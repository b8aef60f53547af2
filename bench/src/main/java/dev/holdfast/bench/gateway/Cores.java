package dev.holdfast.bench.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Which processors a process may use, as {@code taskset} takes them: {@code 0} or {@code 0,2}. */
record Cores(String list) {

  /** How many they are. */
  int count() {
    return list.split(",", -1).length;
  }

  /** A command that runs on these only. */
  List<String> pinned(List<String> command) {
    List<String> all = new ArrayList<>(List.of("taskset", "-c", list));
    all.addAll(command);
    return all;
  }

  /** Keeps a running process to these, with all its threads. */
  void pin(long pid) {
    try {
      List<String> command = List.of("taskset", "-a", "-p", "-c", list, Long.toString(pid));
      Process taskset =
          new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      if (taskset.waitFor() != 0) {
        throw new IllegalStateException("Process " + pid + " cannot be kept to cores " + list);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
