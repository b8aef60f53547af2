package dev.holdfast.authserver.pending;

import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.opaque.OpaqueValue;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Opens pending requests, and finds them again for the browser that began them, nobody else. */
@Singleton
public final class Waiting {

  private static final String CONTINUE = "/oauth2/authorize/continue";
  private static final String CONTINUE_DEVICE = "/device/continue";

  private static final String CONNECTED = "/connect/done";
  private static final Pattern LINK = Pattern.compile("/connect/link/[A-Za-z0-9_-]{1,64}");

  /** Stands for a client where people sign in for their own page; also in the login's event. */
  private static final String ACCOUNT = "account";

  private final PendingRequests requests;
  private final BrowserCookies cookies;
  private final Issuer issuer;
  private final Clock clock;

  Waiting(PendingRequests requests, BrowserCookies cookies, Issuer issuer, Clock clock) {
    this.requests = requests;
    this.cookies = cookies;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** Opens one for a browser known by its secret. */
  public PendingRequest open(String browser, String clientId, String query) {
    return open(browser, clientId, query, null);
  }

  /** Opens one that a device waits for. */
  public PendingRequest openForDevice(String browser, String clientId, String deviceCodeHash) {
    return open(browser, clientId, "", deviceCodeHash);
  }

  private PendingRequest open(
      String browser, String clientId, String query, @Nullable String deviceCodeHash) {
    var now = clock.instant();
    return requests.save(
        new PendingRequest(
            OpaqueValue.random(),
            OpaqueValue.hash(browser),
            OpaqueValue.random(),
            clientId,
            query,
            now,
            now.plus(issuer.requestLifetime()),
            false,
            null,
            deviceCodeHash,
            null));
  }

  /** The open request with this id, if this browser began it. */
  public Optional<PendingRequest> find(HttpRequest<?> http, String id) {
    return requests.byId(id).filter(request -> belongs(http, request));
  }

  /** The open request that asked a provider with this state, if this browser began it. */
  public Optional<PendingRequest> findByProviderState(HttpRequest<?> http, String state) {
    return requests
        .byConnectStateHash(OpaqueValue.hash(state))
        .filter(request -> belongs(http, request));
  }

  /** Opens one that leads to a page of the person's own instead of back to a client. */
  public PendingRequest openForAccount(String browser, AccountPlace place) {
    return open(browser, ACCOUNT, place.query());
  }

  /** Opens one that leads back to a link to a provider's consent, which asked to sign in first. */
  public PendingRequest openForLink(String browser, URI link) {
    return open(browser, ACCOUNT, link.toString());
  }

  /** Opens one for a provider's answer that no client waits for. */
  public PendingRequest openForConnection(String browser) {
    return open(browser, ACCOUNT, CONNECTED);
  }

  /** Where the browser goes on. */
  public static URI continuation(PendingRequest request) {
    if (request.deviceCodeHash() != null) {
      return URI.create(CONTINUE_DEVICE + "?request=" + request.id());
    }
    if (isConnection(request)) {
      return URI.create(CONNECTED + "?request=" + request.id());
    }
    // The request of a client with that id stands for no place: it names the client.
    return Optional.of(request)
        .filter(waiting -> waiting.clientId().equals(ACCOUNT))
        .flatMap(waiting -> place(waiting.query()))
        .orElseGet(() -> URI.create(CONTINUE + "?request=" + request.id()));
  }

  /** Whether nobody waits for it but the person who followed a link. */
  public static boolean isConnection(PendingRequest request) {
    return request.clientId().equals(ACCOUNT) && request.query().equals(CONNECTED);
  }

  private static Optional<URI> place(String query) {
    return LINK.matcher(query).matches()
        ? Optional.of(URI.create(query))
        : AccountPlace.ofQuery(query).map(place -> URI.create(place.path()));
  }

  private boolean belongs(HttpRequest<?> http, PendingRequest request) {
    return clock.instant().isBefore(request.expiresAt())
        && cookies
            .browser(http)
            .filter(browser -> OpaqueValue.same(OpaqueValue.hash(browser), request.browserHash()))
            .isPresent();
  }
}
