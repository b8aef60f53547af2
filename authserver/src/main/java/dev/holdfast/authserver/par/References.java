package dev.holdfast.authserver.par;

import dev.holdfast.authserver.opaque.OpaqueValue;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** Gives references to pushed requests, and takes them back once. */
@Singleton
public final class References {

  /** RFC 9126, section 2.2. */
  private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

  private final PushedRequests requests;
  private final ParSettings settings;
  private final Clock clock;

  References(PushedRequests requests, ParSettings settings, Clock clock) {
    this.requests = requests;
    this.settings = settings;
    this.clock = clock;
  }

  /** Whether a {@code request_uri} is of our kind; whether it works, {@link #take} tells. */
  public static boolean isReference(String requestUri) {
    return requestUri.startsWith(PREFIX);
  }

  /** Keeps a client's request, and refers to it. */
  public URI keep(String clientId, String query) {
    String random = OpaqueValue.random();
    requests.save(
        new PushedRequest(
            OpaqueValue.hash(random), clientId, query, clock.instant().plus(settings.lifetime())));
    return URI.create(PREFIX + random);
  }

  /** The request this client pushed, for the first who asks in time; empty for everybody else. */
  public Optional<String> take(String clientId, String requestUri) {
    String hash = OpaqueValue.hash(requestUri.substring(PREFIX.length()));
    return requests
        .byReferenceHash(hash)
        // RFC 9126, section 2.2: bound to the client that pushed it.
        .filter(request -> request.clientId().equals(clientId))
        .filter(request -> clock.instant().isBefore(request.expiresAt()))
        .filter(_ -> requests.take(hash) == 1)
        .map(PushedRequest::query);
  }
}
