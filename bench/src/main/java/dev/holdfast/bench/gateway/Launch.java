package dev.holdfast.bench.gateway;

import dev.holdfast.bench.issuer.StubIssuer;
import dev.holdfast.bench.place.Place;
import dev.holdfast.local.system.PartProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Starts this gateway, and once the broker that revocations come from.
 *
 * @param place where it runs
 * @param issuer whose tokens it takes
 * @param upstream the port of its MCP servers
 * @param cores its processors
 * @param heap MiB
 */
record Launch(Place place, StubIssuer issuer, int upstream, Cores cores, int heap) {

  /** Starts the broker, which all gateways of a run share. */
  Launch {
    place.system().startPart(place.settings().broker());
  }

  /** The one that puts each call of a tool on record, as it does by default. */
  Holdfast audited(String options) {
    return start("Holdfast", Map.of(), options);
  }

  /** The one that does not. */
  Holdfast unaudited(String options) {
    return start(
        "Holdfast, calls not on record",
        Map.of("holdfast.gateway.audit.enabled", "false"),
        options);
  }

  /** The one with one more server, whose port is given. */
  Holdfast with(String title, String server, int port) {
    return start(title, server(server, port), "");
  }

  /** What makes a JVM leave a flight recording. */
  static String recording(Path file) {
    return " -XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file;
  }

  private Holdfast start(String title, Map<String, String> configuration, String options) {
    Map<String, String> all = new HashMap<>(configuration);
    all.putAll(server("tools", upstream));
    all.putAll(server("events", upstream));
    String processors = "-XX:ActiveProcessorCount=" + cores.count();
    PartProcess gateway =
        place
            .system()
            .startPart(
                place
                    .settings()
                    .gateway()
                    .with(all)
                    .withEnvironment(Map.of("JAVA_TOOL_OPTIONS", processors + options))
                    .lasting(heap));
    cores.pin(gateway.pid());
    return new Holdfast(title, place.settings(), issuer, gateway);
  }

  private static Map<String, String> server(String name, int port) {
    String server = "holdfast.gateway.servers." + name;
    return Map.of(
        server + ".url",
        "http://127.0.0.1:" + port + "/mcp/" + name,
        server + ".scopes",
        Holdfast.SCOPE);
  }
}
