package dev.holdfast.bench.authserver;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.id.Issuer;
import dev.holdfast.bench.load.Processes;
import dev.holdfast.bench.load.Work;
import dev.holdfast.bench.place.Place;
import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.local.browser.Browser;
import dev.holdfast.local.client.Discovery;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Person;
import dev.holdfast.local.client.ProtectedResource;
import dev.holdfast.local.client.RegisteredClient;
import dev.holdfast.local.client.Registration;
import dev.holdfast.local.client.Tokens;
import dev.holdfast.local.system.Part;
import dev.holdfast.local.system.PartProcess;
import dev.holdfast.local.system.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Our authserver with the token-service behind it. The broker runs, as events go there. */
final class Holdfast implements Contender {

  private static final URI CALLBACK = URI.create("http://127.0.0.1:43117/callback");
  private static final String SERVICE = "mcp-gateway";

  /** Every exchange is to be measured as one. */
  private static final Map<String, String> ROTATING =
      Map.of("holdfast.token.grants.rotation-pause", "0s");

  private final Settings settings;
  private final List<PartProcess> services;
  private final PartProcess broker;
  private final HttpClient http = TokenEndpoint.newClient();
  private final TokenEndpoint endpoint;
  private final OAuthClient app;

  private Holdfast(Settings settings, PartProcess broker, List<PartProcess> services) {
    this.settings = settings;
    this.broker = broker;
    this.services = services;
    AuthorizationServerMetadata server = Discovery.server(new Issuer(settings.issuer().toString()));
    this.endpoint = new TokenEndpoint(server.getTokenEndpointURI(), http);
    this.app = app(settings, server);
  }

  /**
   * Starts both services, each with half of the heap.
   *
   * @param profiled whether each leaves a flight recording
   */
  static Holdfast start(Place place, int heapMegabytes, boolean profiled) {
    Settings settings = place.settings();
    PartProcess broker = place.system().startPart(settings.broker());
    List<PartProcess> services =
        Stream.of(
                settings.authserver().with(changes(settings)),
                settings.tokenService().with(ROTATING))
            .map(part -> part.lasting(heapMegabytes / 2))
            .map(part -> profiled ? profiled(part, place.state()) : part)
            .map(place.system()::launch)
            .toList();
    services.forEach(PartProcess::awaitReady);
    return new Holdfast(settings, broker, services);
  }

  @Override
  public String name() {
    return "Holdfast";
  }

  @Override
  public Processes processes() {
    return new Processes(services.stream().map(PartProcess::pid).toList());
  }

  @Override
  public Work clientCredentials() {
    String authorization = authorization();
    Map<String, String> form =
        Map.of(
            "grant_type",
            "client_credentials",
            "scope",
            ServiceScope.GRANTS_READ,
            "resource",
            tokenService(settings));
    return () -> endpoint.post(form, authorization, "access_token");
  }

  @Override
  public Work refresh() {
    Tokens tokens = signIn();
    return new RefreshChain(
        endpoint, app.client().id().getValue(), Objects.requireNonNull(tokens.refreshToken()));
  }

  @Override
  public Work introspection() {
    var introspection = new TokenEndpoint(app.server().getIntrospectionEndpointURI(), http);
    return new Introspection(introspection, authorization(), signIn().accessToken());
  }

  @Override
  public void close() {
    http.shutdownNow();
    services.forEach(PartProcess::close);
    broker.close();
  }

  /**
   * Measured is what the server can do, not what one client may; introspected tokens outlive the
   * run, and the client that asks about them is their resource server.
   */
  private static Map<String, String> changes(Settings settings) {
    String service = "holdfast.authserver.clients." + SERVICE;
    return Map.of(
        "holdfast.authserver.limits.token.capacity",
        "100000000",
        "holdfast.authserver.access-token-lifetime",
        "1h",
        service + ".resources",
        tokenService(settings) + "," + settings.mcp("plain"));
  }

  private static String tokenService(Settings settings) {
    return "http://localhost:" + settings.ports().tokenService();
  }

  private static Part profiled(Part part, Path state) {
    String recording =
        "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
            + state.resolve(part.name() + ".jfr");
    return part.withEnvironment(Map.of("JAVA_TOOL_OPTIONS", recording));
  }

  private Tokens signIn() {
    return app.signIn(new Browser(), Person.agreeing(Settings.DEMO_USER, settings.demoPassword()));
  }

  private String authorization() {
    return TokenEndpoint.basic(SERVICE, settings.secrets().get("client-" + SERVICE).reveal());
  }

  private static OAuthClient app(Settings settings, AuthorizationServerMetadata server) {
    var resource =
        new ProtectedResource(
            settings.mcp("plain"), List.of(server.getIssuer()), new Scope("mcp:tools"));
    RegisteredClient client =
        Registration.register(server, Registration.nativeClient("bench", CALLBACK));
    return new OAuthClient(resource, server, client, Clock.systemUTC());
  }
}
