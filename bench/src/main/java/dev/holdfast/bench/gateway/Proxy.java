package dev.holdfast.bench.gateway;

import dev.holdfast.bench.load.Processes;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A native contender.
 *
 * @param tool what runs
 * @param port where it listens
 * @param token what its client presents
 */
record Proxy(String name, Tool tool, int port, String token) implements Contender {

  @Override
  public Processes processes() {
    return new Processes(List.of(tool.pid()));
  }

  @Override
  public URI address(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  @Override
  public Map<String, String> headers(String path) {
    return Map.of("Authorization", "Bearer " + token);
  }

  @Override
  public void close() {
    tool.close();
  }
}
