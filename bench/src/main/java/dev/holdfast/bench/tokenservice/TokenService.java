package dev.holdfast.bench.tokenservice;

import dev.holdfast.bench.issuer.StubIssuer;
import dev.holdfast.bench.load.Processes;
import dev.holdfast.bench.place.Place;
import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.local.system.Part;
import dev.holdfast.local.system.PartProcess;
import dev.holdfast.local.system.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A running token-service. The broker runs, as events go there. */
final class TokenService implements AutoCloseable {

  private final Clock clock = Clock.systemUTC();
  private final URI issuer;
  private final StubIssuer stub;
  private final PartProcess broker;
  private final PartProcess service;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Api api;

  private TokenService(
      Settings settings, StubIssuer stub, PartProcess broker, PartProcess service) {
    this.issuer = settings.issuer();
    this.stub = stub;
    this.broker = broker;
    this.service = service;
    String address = address(settings);
    this.api =
        new Api(
            URI.create(address),
            http,
            stub.serviceToken(
                address,
                ServiceScope.GRANTS_WRITE,
                ServiceScope.REVOCATIONS_WRITE,
                ServiceScope.CONNECTIONS_WRITE,
                ServiceScope.CONNECTIONS_USE));
  }

  /**
   * Starts one.
   *
   * @param profiled whether it leaves a flight recording
   */
  static TokenService start(Place place, int heapMegabytes, boolean profiled) {
    Settings settings = place.settings();
    StubIssuer stub = StubIssuer.start(settings.issuer());
    PartProcess broker = place.system().startPart(settings.broker());
    Part part = settings.tokenService().with(changes(settings)).lasting(heapMegabytes);
    PartProcess service =
        place.system().startPart(profiled ? part.withEnvironment(recording(place)) : part);
    return new TokenService(settings, stub, broker, service);
  }

  /** What other services call. */
  Api api() {
    return api;
  }

  /** Whose users there are. */
  URI issuer() {
    return issuer;
  }

  /** The time, as requests tell it. */
  Instant now() {
    return clock.instant();
  }

  /** What counts as the server. */
  Processes processes() {
    return new Processes(List.of(service.pid()));
  }

  @Override
  public void close() {
    http.shutdownNow();
    service.close();
    broker.close();
    stub.close();
  }

  private static Map<String, String> changes(Settings settings) {
    return Map.of(
        "holdfast.bearer.issuers",
        settings.issuer().toString(),
        "holdfast.token.grants.rotation-pause",
        "0s",
        "holdfast.token.providers.%s.issuer".formatted(Population.PROVIDER),
        settings.issuer().toString());
  }

  private static Map<String, String> recording(Place place) {
    return Map.of(
        "JAVA_TOOL_OPTIONS",
        "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
            + place.state().resolveSibling("token-service.jfr"));
  }

  private static String address(Settings settings) {
    return "http://localhost:" + settings.ports().tokenService();
  }
}
