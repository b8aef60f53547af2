package dev.holdfast.bench.gateway;

import dev.holdfast.bench.issuer.StubIssuer;
import dev.holdfast.bench.load.Processes;
import dev.holdfast.local.system.PartProcess;
import dev.holdfast.local.system.Settings;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** This gateway with one session of one person. */
final class Holdfast implements Contender {

  /** What a token must allow. */
  static final String SCOPE = "mcp:tools";

  private final String name;
  private final Settings settings;
  private final StubIssuer issuer;
  private final PartProcess gateway;
  private final Map<String, String> sessions = new HashMap<>();

  Holdfast(String name, Settings settings, StubIssuer issuer, PartProcess gateway) {
    this.name = name;
    this.settings = settings;
    this.issuer = issuer;
    this.gateway = gateway;
  }

  @Override
  public String name() {
    return name;
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
    String token = token(server);
    return Map.of(
        "Authorization",
        "Bearer " + token,
        Sessions.ID,
        sessions.computeIfAbsent(server, name -> open(name, token)));
  }

  /** What one person shows to one of its servers. */
  String token(String server) {
    return issuer.token("ada", settings.mcp(server).toString(), SCOPE);
  }

  /** One of its servers' endpoints. */
  URI server(String name) {
    return settings.mcp(name);
  }

  /** What it holds now. */
  Memory memory() {
    return Memory.of(gateway.pid());
  }

  @Override
  public void close() {
    gateway.close();
  }

  private String open(String server, String token) {
    try (Sessions one = new Sessions(server(server), token)) {
      return one.open();
    }
  }
}
