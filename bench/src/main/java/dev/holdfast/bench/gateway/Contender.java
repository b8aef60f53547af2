package dev.holdfast.bench.gateway;

import dev.holdfast.bench.load.Processes;
import java.net.URI;
import java.util.Map;

/** Something that runs between client and upstream. */
interface Contender extends AutoCloseable {

  /** As the table shows it. */
  String name();

  /** What counts as the proxy. */
  Processes processes();

  /** Where the client calls. */
  URI address(String path);

  /** What the client of an endpoint sends with each call, beside what all clients of MCP send. */
  Map<String, String> headers(String path);

  @Override
  void close();
}
