package dev.holdfast.local.demo;

import java.util.List;

/** One promise of the product, put to the test. */
public interface Story {

  /** The promise, in one line. */
  String title();

  /**
   * Acts it out.
   *
   * @return what was seen, a line each
   * @throws BrokenPromiseException if the system did not keep it
   */
  List<String> tell(World world);

  /** All five, in the order they are told. */
  static List<Story> all() {
    return List.of(
        new LoginElsewhere(),
        new TokenRotates(),
        new ParallelRefresh(),
        new Reconnect(),
        new AuditReplay());
  }
}
