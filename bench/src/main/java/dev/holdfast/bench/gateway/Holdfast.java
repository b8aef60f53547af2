package dev.holdfast.bench.gateway;

import dev.holdfast.bench.issuer.StubIssuer;
import dev.holdfast.bench.load.Processes;
import dev.holdfast.bench.place.Place;
import dev.holdfast.local.system.Part;
import dev.holdfast.local.system.PartProcess;
import dev.holdfast.local.system.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** This gateway with one session of one person. The broker runs, as revocations come from there. */
final class Holdfast implements Contender {

  private static final String SCOPE = "mcp:tools";
  private static final String SESSION_ID = "Mcp-Session-Id";
  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
      "capabilities":{"roots":{"listChanged":true}},"clientInfo":{"name":"bench","version":"1"}}}""";

  private final Settings settings;
  private final StubIssuer issuer;
  private final PartProcess gateway;
  private final Map<String, String> sessions = new HashMap<>();

  private Holdfast(Settings settings, StubIssuer issuer, PartProcess gateway) {
    this.settings = settings;
    this.issuer = issuer;
    this.gateway = gateway;
  }

  /**
   * Starts it on as many processors as it may use.
   *
   * @param recording where to leave a flight recording; none if empty
   */
  static Holdfast start(
      Place place, StubIssuer issuer, int upstream, Cores cores, int heap, String recording) {
    Settings settings = place.settings();
    Part part =
        settings
            .gateway()
            .with(servers(upstream))
            .withEnvironment(
                Map.of(
                    "JAVA_TOOL_OPTIONS", "-XX:ActiveProcessorCount=" + cores.count() + recording))
            .lasting(heap);
    PartProcess gateway = place.system().startPart(part);
    cores.pin(gateway.pid());
    return new Holdfast(settings, issuer, gateway);
  }

  /** What makes it leave a flight recording. */
  static String recording(Path file) {
    return " -XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file;
  }

  @Override
  public String name() {
    return "Holdfast";
  }

  @Override
  public Processes processes() {
    return new Processes(List.of(gateway.pid()));
  }

  @Override
  public URI address(String path) {
    return URI.create("http://localhost:" + settings.ports().gateway() + path);
  }

  @Override
  public Map<String, String> headers(String path) {
    String server = path.substring(path.lastIndexOf('/') + 1);
    String token = issuer.token("ada", settings.mcp(server).toString(), SCOPE);
    return Map.of(
        "Authorization",
        "Bearer " + token,
        SESSION_ID,
        sessions.computeIfAbsent(server, name -> initialize(name, token)));
  }

  @Override
  public void close() {
    gateway.close();
  }

  private String initialize(String server, String token) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(settings.mcp(server))
              .header("Content-Type", "application/json")
              .header("Accept", "application/json, text/event-stream")
              .header("Authorization", "Bearer " + token)
              .POST(HttpRequest.BodyPublishers.ofString(INITIALIZE))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.discarding())
          .headers()
          .firstValue(SESSION_ID)
          .orElseThrow(() -> new IllegalStateException("The gateway opened no session"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private static Map<String, String> servers(int upstream) {
    Map<String, String> all = new HashMap<>();
    for (String name : List.of("tools", "events")) {
      String server = "holdfast.gateway.servers." + name;
      all.put(server + ".url", "http://127.0.0.1:" + upstream + "/mcp/" + name);
      all.put(server + ".scopes", SCOPE);
    }
    return all;
  }
}
